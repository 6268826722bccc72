import { readEdits } from "@sixty/history";
import { type Edits, fail, type Loops, ok, type Result, type Timings } from "@sixty/model";
import { createModel, type LoopModel, loops } from "@sixty/schedule";
import type { ModelOptions } from "../options.ts";
import type { Call } from "../spec.ts";
import { loadPlace, type Place } from "./place.ts";
import { loadTimings } from "./timings.ts";

/** All that a question about loops is answered from. */
export interface Context extends Place {
  readonly timings: Timings;
  readonly edits: Edits;
  readonly workers: number;
  readonly model: LoopModel;
  /** The loop of every package and over all edits, by the budget of the config. */
  readonly loops: Loops;
}

/**
 * Reads config, workspace, timings and edits once and prepares the loop model.
 * Without any timing it fails with `NOTHING_MEASURED`, unless `empty` is allowed.
 */
export async function loadContext(
  call: Call,
  options: ModelOptions,
  { empty = "refused" }: { readonly empty?: "refused" | "allowed" } = {},
): Promise<Result<Context>> {
  const place = await loadPlace(call);
  if (!place.ok) return place;
  const { root, config, workspace } = place.value;
  const [timings, edits] = await Promise.all([
    loadTimings(place.value, options.timings ?? [], call.globals.cwd),
    readEdits(root, {
      ...config.history,
      now: Math.floor(call.io.now().getTime() / 1000),
      env: call.io.env,
      cacheDir: cacheOf(root),
    }),
  ]);
  if (!timings.ok) return timings;
  if (timings.value.nothing && empty === "refused") return fail(timings.value.nothing);
  if (!edits.ok) return edits;
  const workers = options.workers ?? config.workers ?? timings.value.timings.machine.cores;
  const model = createModel(workspace, timings.value.timings, workers);
  return ok({
    ...place.value,
    timings: timings.value.timings,
    edits: edits.value.edits,
    workers,
    model,
    loops: loops(model, edits.value.edits, config.budget.edit),
    warnings: [...place.value.warnings, ...timings.value.warnings, ...edits.value.warnings],
  });
}

export function cacheOf(root: string): string {
  return `${root}/.sixty/cache`;
}
