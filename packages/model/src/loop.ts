import type { TaskId } from "./task.ts";

/** What one set of stale tasks costs on N workers. Whole milliseconds. */
export interface Makespan {
  readonly makespanMs: number;
  readonly criticalPathMs: number;
  readonly workMs: number;
  /** max(critical path, work / workers, CPU time / cores where known): no schedule can be faster. */
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

/** What some edits make stale, and what that costs. */
export interface Loop extends Makespan {
  /** Stale tasks. */
  readonly tasks: number;
  /** Those among them that were never measured; they count as 0 ms. */
  readonly unmeasured: number;
}

/** When and where a task runs in the predicted schedule. Milliseconds from the edit; workers count from 0. */
export interface ScheduledTask {
  readonly id: TaskId;
  readonly startMs: number;
  readonly finishMs: number;
  readonly worker: number;
}

export interface ReplayedCommit {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly time: number;
  readonly subject: string;
  readonly loopMs: number;
  /** Stale tasks; 0 for a commit that touches nothing that a task takes as input. */
  readonly tasks: number;
  readonly unmeasured: number;
}

/** Commits run through the loop model. The figures are over the commits that make a task stale, each counted once. */
export interface Replay {
  readonly budgetMs: number;
  readonly workers: number;
  /** In the order given. */
  readonly commits: readonly ReplayedCommit[];
  /** Commits that make no task stale. */
  readonly idle: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly expectedMs: number;
  /** Share within budget, 0…1; 1 when no commit makes a task stale. */
  readonly withinBudget: number;
}
