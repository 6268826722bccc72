import type { TaskId } from "./task.ts";

/** What one set of stale tasks costs on N workers. Whole milliseconds. */
export interface Makespan {
  readonly makespanMs: number;
  readonly criticalPathMs: number;
  readonly workMs: number;
  /** max(critical path, work / workers): no schedule can be faster. */
  readonly boundMs: number;
  readonly criticalPath: readonly TaskId[];
}

export interface PackageLoop {
  readonly name: string;
  /** The loop after an edit of this package's own source. */
  readonly editMs: number;
  /** The part of it that is this package's own tasks, run alone. */
  readonly ownMs: number;
  /** Packages other than this one with an affected task. */
  readonly dependents: number;
  /** Share of all edits that fall into this package, 0…1. */
  readonly editShare: number;
  /** Budget minus `editMs`; negative is over. */
  readonly headroomMs: number;
  /** Affected tasks that were never measured: `editMs` is too low by what they take. */
  readonly unmeasured: number;
}

/** The whole answer of the loop model. */
export interface Loops {
  readonly budgetMs: number;
  readonly workers: number;
  readonly complete: Makespan;
  readonly edit: {
    readonly p50Ms: number;
    readonly p95Ms: number;
    readonly expectedMs: number;
    /** Share of edits whose loop is within budget, 0…1. */
    readonly withinBudget: number;
  };
  /** Worst first. */
  readonly packages: readonly PackageLoop[];
  /** Tasks without a usable timing, sorted. */
  readonly unmeasured: readonly TaskId[];
}
