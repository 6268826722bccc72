import type { Machine, TaskId } from "@sixty/model";

export interface MeasureOptions {
  /** Tasks to measure. What they depend on is taken as in place unless it is in the list: see `selectTasks`. */
  readonly tasks: readonly TaskId[];
  /** Names this run in every record and in the folder of its logs. */
  readonly runId: string;
  readonly machine: Machine;
  /** Environment of the tasks, usually that of the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Times each task is run; 1 unless set. The whole list is run again, so that drift of the machine is spread. */
  readonly runs?: number;
  /** Also time a rerun after a one-line edit of the package's entry. Measures one task at a time. */
  readonly warm?: boolean;
  /** Longest run of one task; 30 minutes unless set. */
  readonly timeoutMs?: number;
  /** Tasks at once; 1 unless set, because tasks beside each other disturb each other's durations. */
  readonly workers?: number;
  readonly commit?: string;
  readonly dirty?: boolean;
  /** Also tell the full names of the tests that each task executed. */
  readonly testNames?: boolean;
  /** Stops what runs, kills its processes, keeps what is done. */
  readonly signal?: AbortSignal;
  /** Tasks measured before, as {@link doneKey}; they are not run. */
  readonly done?: ReadonlySet<string>;
  /** 1-based: this run's share of the tasks. */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Known cold durations in milliseconds, for progress and for even shards. */
  readonly estimates?: ReadonlyMap<TaskId, number>;
}

/** A member of `MeasureOptions.done`: a task as it was measured on one content. */
export function doneKey(id: TaskId, fingerprint: string): string {
  return `${fingerprint} ${id}`;
}
