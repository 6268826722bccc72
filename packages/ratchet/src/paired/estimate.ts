/** The median; the mean of the middle two of an even number; 0 of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Hodges–Lehmann estimate of the centre: the median of the means of all pairs, each with itself too. */
export function hodgesLehmann(values: readonly number[]): number {
  return median(values.flatMap((a, at) => values.slice(at).map((b) => (a + b) / 2)));
}

/** Standard deviation of a normal sample from its median absolute deviation; outliers hardly move it. */
export function robustSd(values: readonly number[]): number {
  const centre = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}
