/**
 * Exact one-sided p-value of Wilcoxon's signed-rank test: how likely differences that are symmetric about 0
 * have ranks of the positive ones that sum to at least what was seen. Zeros are left out, ties share their
 * mean rank, and the distribution is counted out over all signs, so no sample is too small.
 *
 * @returns 0…1; 1 when no difference is left
 */
export function signedRankP(differences: readonly number[]): number {
  const sizes = differences.filter((one) => one !== 0).sort((a, b) => Math.abs(a) - Math.abs(b));
  const ranks = doubledRanks(sizes.map(Math.abs));
  const seen = sizes.reduce((sum, one, at) => sum + (one > 0 ? ranks[at]! : 0), 0);
  const whole = ranks.reduce((sum, rank) => sum + rank, 0);

  // Share of all sign patterns by the sum of the positive ranks.
  const share = new Float64Array(whole + 1);
  share[0] = 1;
  for (const rank of ranks)
    for (let sum = whole; sum >= 0; sum--)
      share[sum] = (share[sum]! + (sum >= rank ? share[sum - rank]! : 0)) / 2;
  return Math.min(
    1,
    share.subarray(seen).reduce((sum, one) => sum + one, 0),
  );
}

/** Twice the mean rank of each, so that ranks of ties stay whole; `sorted` ascends. */
function doubledRanks(sorted: readonly number[]): number[] {
  return sorted.map((one) => sorted.indexOf(one) + sorted.lastIndexOf(one) + 2);
}
