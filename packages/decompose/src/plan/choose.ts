import type { Config } from "@sixty/model";
import type { CurvePoint } from "../core/partition.ts";
import type { Candidate } from "./assemble.ts";

/** A plan that saves less than this share of the expected loop is no reason to split. */
export const WORTH = 0.1;
/** More parts must shorten p95 by this share for every doubling of their number, once it is within the budget. */
const DOUBLING = 0.05;
/** A number of parts is worth predicting when it beats every smaller one by this share. */
const BETTER = 0.01;

export interface Aim {
  readonly budgetMs: number;
  /** `split.aim` of it. */
  readonly aimMs: number;
}

export function aimOf(split: Config["split"], budgetMs: number): Aim {
  return { budgetMs, aimMs: split.aim * budgetMs };
}

/** Of a curve, fewest parts first: those that beat every smaller number in the expected loop, in p95 or in caps. */
export function worthPredicting(curve: readonly CurvePoint[], always: number | undefined): CurvePoint[] {
  const kept: CurvePoint[] = [];
  for (const point of curve) {
    const better = kept.every(
      (rival) =>
        point.over < rival.over - 1e-9 ||
        (point.over <= rival.over + 1e-9 &&
          (point.expectedMs < (1 - BETTER) * rival.expectedMs || point.p95Ms < (1 - BETTER) * rival.p95Ms)),
    );
    if (better || point.parts === always) kept.push(point);
  }
  return kept;
}

/**
 * The fewest parts whose p95 is within the budget; more only where they bring it within the aim and are worth it:
 * else a hair's breadth around the aim would decide between two parts and ten. Nothing where none is within.
 * `candidates` are in order of parts.
 */
export function fewestWithin(
  candidates: readonly Candidate[],
  { aimMs, budgetMs }: Aim,
): Candidate | undefined {
  const first = candidates.find((one) => one.predicted.p95AfterMs <= budgetMs);
  if (first === undefined || first.predicted.p95AfterMs <= aimMs) return first;
  const closer = candidates.find((one) => {
    const doublings = Math.log2(partsOf(one) / partsOf(first));
    const worth = 1 - DOUBLING * doublings;
    return one.predicted.p95AfterMs <= Math.min(aimMs, worth * first.predicted.p95AfterMs);
  });
  return closer ?? first;
}

/** The fewest parts that come within 8% of the best; one part when it may be and no division is worth it. */
export function bestEffort(candidates: readonly Candidate[], whole: Candidate): Candidate {
  const best = Math.min(...candidates.map((one) => one.predicted.afterMs));
  if (candidates.includes(whole) && best > (1 - WORTH) * whole.predicted.afterMs) return whole;
  return candidates.find((one) => one.predicted.afterMs <= 1.08 * best)!;
}

function partsOf({ grouping }: Candidate): number {
  return grouping.groups.length;
}
