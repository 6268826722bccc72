/** Minimum, median and maximum of some durations in milliseconds; a median of an even count is the lower of the two. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly runs: number;
}

export function spreadOf(durations: readonly number[]): Spread {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { min: at(0), median: at(0.5), max: at(1), runs: sorted.length };
}

export function showSpread({ min, median, max, runs }: Spread): string {
  const whole = (ms: number) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
  return `median ${whole(median)} (min ${whole(min)}, max ${whole(max)}, ${runs} runs)`;
}
