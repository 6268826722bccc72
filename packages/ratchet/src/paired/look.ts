import { hodgesLehmann, robustSd } from "./estimate.ts";
import { signedRankP } from "./signed-rank.ts";

/** Pairs after which a slowdown is looked for. */
const FAIL_AT: ReadonlySet<number> = new Set([8, 12, 16, 20, 24, 32]);
/** Pairs after which it may pass early, and the estimate below which it does. */
const PASS_AT: ReadonlyMap<number, number> = new Map([
  [5, -0.02],
  [8, 0.015],
  [12, 0.025],
  [16, 0.03],
  [20, 0.035],
  [24, 0.04],
]);
const MOST_PAIRS = 32;
const FAIL_P = 0.003;
const FAIL_ESTIMATE = Math.log(1.03);
const MOST_SD = 0.1;

/** What pairs of runs say so far. */
export interface Look {
  /** `more`: run at least one more pair. `inconclusive`: it would pass, but the pairs are too noisy to say so. */
  readonly state: "more" | "pass" | "fail" | "inconclusive";
  /** Estimated ln(head / base). */
  readonly estimate: number;
  /** One-sided exact p-value against "not slower". */
  readonly p: number;
  /** Robust standard deviation of the pairs. */
  readonly sd: number;
}

/**
 * Looks at paired runs of base and head, made in turn on one machine in random order within each pair.
 * Call it after every pair; it only decides at the looks that its error rates were set for.
 *
 * @param differences ln(head / base) by pair, in the order run
 */
export function lookAtPairs(differences: readonly number[]): Look {
  const pairs = differences.length;
  const figures = {
    estimate: hodgesLehmann(differences),
    p: signedRankP(differences),
    sd: robustSd(differences),
  };
  const slower = figures.p <= FAIL_P && figures.estimate >= FAIL_ESTIMATE;
  if (slower && FAIL_AT.has(pairs)) return { state: "fail", ...figures };
  const passes = pairs >= MOST_PAIRS || figures.estimate < (PASS_AT.get(pairs) ?? Number.NEGATIVE_INFINITY);
  if (!passes) return { state: "more", ...figures };
  return { state: figures.sd > MOST_SD ? "inconclusive" : "pass", ...figures };
}
