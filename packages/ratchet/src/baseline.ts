import type { Baseline, Loops } from "@sixty/model";

/**
 * Takes the loops as they are for a baseline. A package with tasks that were never measured is left out: its
 * loop is longer than the number says, and it is held to the budget until it is known.
 *
 * @param commit that the timings are of, where known
 */
export function takeBaseline(loops: Loops, commit?: string): Baseline {
  const rows = loops.packages.filter(({ unmeasured }) => unmeasured === 0);
  return {
    ...(commit !== undefined && { commit }),
    p95Ms: loops.edit.p95Ms,
    ...(loops.unmeasured.length === 0 && { completeMs: loops.complete.makespanMs }),
    packages: Object.fromEntries(rows.map(({ name, editMs, ownMs }) => [name, { editMs, ownMs }])),
  };
}
