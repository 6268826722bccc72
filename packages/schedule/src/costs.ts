import type { Task, Timings } from "@sixty/model";

/** What tasks cost, by number. */
export interface Costs {
  /** Cold wall time, whole milliseconds; 0 for a task that was never measured. */
  readonly costs: Float64Array;
  /** Cores that the task keeps busy, at most those of the machine: CPU time / wall time; 0 where CPU time is unknown. */
  readonly demands: Float64Array;
  /** 1 for a task that was measured. */
  readonly measured: Uint8Array;
}

export function costsOf(tasks: readonly Task[], { costs, machine }: Timings): Costs {
  const known = tasks.map(({ id }) => costs.get(id));
  return {
    costs: Float64Array.from(known, (cost) => Math.round(cost?.wallMs ?? 0)),
    demands: Float64Array.from(known, (cost) =>
      cost?.cpuMs === undefined || cost.wallMs <= 0 ? 0 : Math.min(machine.cores, cost.cpuMs / cost.wallMs),
    ),
    measured: Uint8Array.from(known, (cost) => Number(cost !== undefined)),
  };
}

/** Rounds up to whole milliseconds, a hair aside that is only error of arithmetic. */
export function wholeMs(ms: number): number {
  return Math.max(0, Math.ceil(ms - 1e-6));
}
