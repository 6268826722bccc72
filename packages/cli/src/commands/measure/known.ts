import { readTimings } from "@sixty/history";
import { doneKey } from "@sixty/measure";
import { ok, type Result, type TaskId } from "@sixty/model";
import type { Place } from "../../context/place.ts";
import { machineHere, storeOf } from "../../context/timings.ts";

const ENOUGH = 3;

/** What earlier runs on this machine class tell. */
export interface Known {
  /** Tasks as they were measured with success, with their content. */
  readonly done: ReadonlySet<string>;
  /** Milliseconds. */
  readonly estimates: ReadonlyMap<TaskId, number>;
  /** Enough runs have told how much busy cores slow each other down. */
  readonly settled: boolean;
}

/** @param files timings to read instead of the store, absolute */
export async function readKnown(
  place: Place,
  files: readonly string[] = [storeOf(place.root)],
): Promise<Result<Known>> {
  const read = await readTimings(files, machineHere(place), place.root);
  if (!read.ok) return read;
  const { newest, timings } = read.value;
  const done = [...newest.values()].flatMap(({ id, state, fingerprint }) =>
    state === "ok" && fingerprint !== undefined ? [doneKey(id, fingerprint)] : [],
  );
  const estimates = new Map([...timings.costs].map(([id, { wallMs }]) => [id, wallMs]));
  const told = [...newest.values()].filter(({ machine }) => machine.crowding !== undefined);
  const settled = new Set(told.map(({ run }) => run)).size >= ENOUGH;
  return ok({ done: new Set(done), estimates, settled });
}
