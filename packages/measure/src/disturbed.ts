import { cpus } from "node:os";

/** Share of all processors from which on other work, or too little idle time, disturbs a measurement. */
const TOLERATED = 0.15;

/** Milliseconds since the machine started, summed over its processors. */
export interface ProcessorTimes {
  readonly busyMs: number;
  readonly allMs: number;
}

export function processorTimes(): ProcessorTimes {
  let allMs = 0;
  let idleMs = 0;
  for (const { times } of cpus()) {
    allMs += times.user + times.nice + times.sys + times.idle + times.irq;
    idleMs += times.idle;
  }
  return { busyMs: allMs - idleMs, allMs };
}

/**
 * The least that what ran between two looks would have taken without other work on the machine: its own share of the
 * time in which processors were busy. All of it where nothing else ran, or where the system tells no times.
 *
 * @param ownMs processor time of what was measured; 0 where it is not known
 */
export function leastAlone(ms: number, before: ProcessorTimes, after: ProcessorTimes, ownMs: number): number {
  const busy = after.busyMs - before.busyMs;
  return busy > ownMs && ownMs > 0 ? Math.round((ms * ownMs) / busy) : ms;
}

/**
 * Whether other work may have held up what ran between two looks: the processors had next to no idle time, and a
 * good part of it was not ours. Says no where the system tells no times.
 *
 * @param ownMs processor time of what was measured
 */
export function wasDisturbed(before: ProcessorTimes, after: ProcessorTimes, ownMs: number): boolean {
  const all = after.allMs - before.allMs;
  if (all <= 0) return false;
  const busy = after.busyMs - before.busyMs;
  return busy - ownMs > TOLERATED * all && all - busy < TOLERATED * all;
}
