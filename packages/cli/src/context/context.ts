import { readEdits } from "@sixty/history";
import { type Edits, fail, type Loops, ok, type Result, type Timings } from "@sixty/model";
import { createModel, type LoopModel, loops } from "@sixty/schedule";
import type { ModelOptions } from "../options.ts";
import type { Call } from "../spec.ts";
import { cacheOf } from "./cache-of.ts";
import { loadPlace, type Place } from "./place.ts";
import { loadTimings } from "./timings.ts";

/** What was read of a workspace, before anything is worked out. */
export interface Inputs extends Place {
  readonly timings: Timings;
  readonly edits: Edits;
  readonly workers: number;
}

/** All that a question about loops is answered from. */
export interface Context extends Inputs {
  readonly model: LoopModel;
  /** The loop of every package and over all edits, by the budget of the config. */
  readonly loops: Loops;
}

/** Edits age by whole days, so that an answer holds until the next commit or midnight (UTC). */
const DAY = 86_400;

export interface Reading {
  /** Whether a workspace without any timing is refused. */
  readonly empty?: "refused" | "allowed";
}

/** Reads config, workspace, timings and edits once, and prepares the loop model. Fails as `loadInputs` does. */
export async function loadContext(
  call: Call,
  options: ModelOptions,
  reading: Reading = {},
): Promise<Result<Context>> {
  const inputs = await loadInputs(call, options, reading);
  if (!inputs.ok) return inputs;
  const { workspace, timings, edits, workers, config } = inputs.value;
  const model = createModel(workspace, timings, workers);
  return ok({ ...inputs.value, model, loops: loops(model, edits, config.budget.edit) });
}

/**
 * Reads config, workspace, timings and edits once.
 * Without any timing it fails with `NOTHING_MEASURED`, unless `empty` is allowed.
 */
export async function loadInputs(
  call: Call,
  options: ModelOptions,
  { empty = "refused" }: Reading = {},
): Promise<Result<Inputs>> {
  const place = await loadPlace(call);
  if (!place.ok) return place;
  const { root, config } = place.value;
  const [timings, edits] = await Promise.all([
    loadTimings(place.value, options.timings ?? [], call.globals.cwd),
    readEdits(root, {
      ...config.history,
      now: Math.floor(call.io.now().getTime() / 1000 / DAY) * DAY,
      env: call.io.env,
      cacheDir: cacheOf(root),
    }),
  ]);
  if (!timings.ok) return timings;
  if (timings.value.nothing && empty === "refused") return fail(timings.value.nothing);
  if (!edits.ok) return edits;
  const workers = options.workers ?? config.workers ?? timings.value.timings.machine.cores;
  return ok({
    ...place.value,
    timings: timings.value.timings,
    edits: edits.value.edits,
    workers,
    warnings: [...place.value.warnings, ...timings.value.warnings, ...edits.value.warnings],
  });
}
