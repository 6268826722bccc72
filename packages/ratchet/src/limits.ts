import type { Baseline, Ratchet } from "@sixty/model";

/** Limits in milliseconds. What is absent is not judged. */
export interface Budget {
  /** The loop after an edit of any one package. */
  readonly edit: number;
  /** The loop with nothing cached. */
  readonly complete?: number | undefined;
  /** A package's own tasks, run alone. */
  readonly package?: number | undefined;
}

/** How far above a baseline noise may carry a loop: the greater of a share of the baseline and milliseconds. */
export interface Tolerance {
  readonly share: number;
  readonly ms: number;
}

/**
 * Two single runs of one task differ by 14% of their size in the root mean square (the logarithm of wall
 * time has a standard deviation of 0.098 a run). A loop of five such tasks in a row passes 15% by noise in
 * 1% of comparisons, 10% in 6%; medians of three runs make both far rarer.
 */
export const DEFAULT_TOLERANCE: Tolerance = { share: 0.15, ms: 1000 };

/**
 * What one loop is held to. The budget is a promise and has no tolerance; a baseline over budget is itself a
 * measurement, so that only what is beyond noise breaches it, and what lies between is a warning.
 */
export interface Limit {
  readonly by: "budget" | "baseline";
  readonly ms: number;
  /** Above this it is a breach. */
  readonly breachMs: number;
}

export function limitOf(budgetMs: number, baselineMs: number | undefined, tolerance: Tolerance): Limit {
  if (baselineMs === undefined || baselineMs <= budgetMs)
    return { by: "budget", ms: budgetMs, breachMs: budgetMs };
  return { by: "baseline", ms: baselineMs, breachMs: baselineMs + noiseOf(baselineMs, tolerance) };
}

/** Milliseconds by which noise alone may move a loop of this size. */
export function noiseOf(ms: number, { share, ms: least }: Tolerance): number {
  return Math.max(Math.round(ms * share), least);
}

export function baselineOf(ratchet: Ratchet | undefined, machine: string): Baseline | undefined {
  return ratchet && own(ratchet.machines, machine);
}

/** A field of a record by a name that may be `constructor` or the like. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
