import { selectTasks } from "@sixty/measure";
import { ok, type Result } from "@sixty/model";
import { createModel } from "@sixty/schedule";
import type { Setup } from "@sixty/watch";
import { loadPlace, type Place } from "../../context/place.ts";
import { loadTimings } from "../../context/timings.ts";
import { findPackages } from "../../packages.ts";
import type { Call } from "../../spec.ts";
import type { WatchCommandOptions } from "./command.ts";

export interface Loaded {
  readonly place: Place;
  readonly setup: Setup;
}

/** Reads config, workspace and timings as they are now. Without timings there is no prediction, and all else works. */
export async function loadSetup(call: Call, options: WatchCommandOptions): Promise<Result<Loaded>> {
  const place = await loadPlace(call);
  if (!place.ok) return place;
  const { workspace, config } = place.value;
  const packages = findPackages(workspace, call.args);
  if (!packages.ok) return packages;
  const timings = await loadTimings(place.value, options.timings ?? [], call.globals.cwd);
  if (!timings.ok) return timings;
  const workers = options.workers ?? config.workers ?? timings.value.timings.machine.cores;
  return ok({
    place: place.value,
    setup: {
      workspace,
      model: createModel(workspace, timings.value.timings, workers),
      workers,
      budgetMs: config.budget.edit,
      timeoutMs: options.timeout ?? config.timeout,
      scope: new Set(selectTasks(workspace, { packages: packages.value })),
    },
  });
}
