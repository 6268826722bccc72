import { type BitRows, listRow } from "./bits.ts";
import type { Evaluator } from "./evaluator.ts";
import { listSchedule } from "./list-schedule.ts";

/** The list schedule of what an edit of part p makes stale: task q is the build of part q, `parts + q` its tests. */
export function exactLoop(
  at: Evaluator,
  p: number,
  apiChanged: boolean,
  checkReach: BitRows,
  runReach: BitRows,
): number {
  const { parts } = at;
  const member = new Uint8Array(2 * parts);
  const ms = new Float64Array(2 * parts);
  const tail = new Float64Array(2 * parts);
  const waits: number[][] = Array.from({ length: 2 * parts }, () => []);
  for (const q of apiChanged ? listRow(checkReach, p) : [p]) {
    member[q] = 1;
    ms[q] = at.buildMs(q);
  }
  for (const q of listRow(runReach, p)) {
    if (at.testMs(q) === 0) continue;
    member[parts + q] = 1;
    ms[parts + q] = tail[parts + q] = at.testMs(q);
  }
  for (const q of at.order) {
    if (member[q] === 0) continue;
    const after = listRow(at.check.importers, q).filter((importer) => member[importer] === 1);
    if (member[parts + q] === 1 && at.problem.testAfterBuild) after.push(parts + q);
    waits[q] = after;
    tail[q] = ms[q]! + after.reduce((most, next) => Math.max(most, tail[next]!), 0);
  }
  return listSchedule({ count: 2 * parts, ms, waits }, member, tail, at.problem.workers);
}
