/** A value and how much it counts, ≥ 0. */
export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/**
 * Weighted percentiles by nearest rank: the least value at which the weight of all values up to it reaches
 * `share` of the whole. Always one of the values; with equal weights it is the nearest-rank percentile.
 * A hair of 1e-9 of the whole is given, so that rounding in the sum of many weights does not move a rank.
 *
 * @param shares each 0…1
 * @returns one value per share; 0 when nothing has weight
 */
export function percentiles(sample: readonly Weighted[], shares: readonly number[]): number[] {
  const ranked = sample.filter(({ weight }) => weight > 0).sort((a, b) => a.value - b.value);
  const whole = ranked.reduce((sum, { weight }) => sum + weight, 0);
  return shares.map((share) => {
    let below = 0;
    for (const { value, weight } of ranked) {
      below += weight;
      if (below >= (share - 1e-9) * whole) return value;
    }
    return ranked.at(-1)?.value ?? 0;
  });
}

/** What a weighted sample comes to: whole milliseconds, and the share of the weight within a budget. */
export interface Summary {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly expectedMs: number;
  readonly withinBudget: number;
}

/** Sums up loops in milliseconds. An empty sample is all 0 and within budget. */
export function summarise(sample: readonly Weighted[], budgetMs: number): Summary {
  const [p50Ms, p95Ms] = percentiles(sample, [0.5, 0.95]) as [number, number];
  let whole = 0;
  let total = 0;
  let within = 0;
  for (const { value, weight } of sample) {
    whole += weight;
    total += value * weight;
    if (value <= budgetMs) within += weight;
  }
  if (whole === 0) return { p50Ms: 0, p95Ms: 0, expectedMs: 0, withinBudget: 1 };
  return { p50Ms, p95Ms, expectedMs: Math.round(total / whole), withinBudget: within / whole };
}
