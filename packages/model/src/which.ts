import type { Obstacle } from "./plan.ts";

/** A package and what splitting it would bring. Milliseconds. */
export interface WhichCandidate {
  readonly package: string;
  /** The expected loop after an edit of its files now, and after the split; of a package without a plan, that of its entry. */
  readonly editMs: number;
  readonly afterMs: number;
  /** No division of its files comes below. */
  readonly boundMs: number;
  readonly p95AfterMs: number;
  readonly savedPerEditMs: number;
  /** Share of all edits that fall into it, 0…1. */
  readonly editShare: number;
  /** 1 when no division is worth it. */
  readonly parts: number;
  /** The plan keeps p95 within the budget. */
  readonly meets: boolean;
  readonly obstacles: readonly Obstacle[];
  /** The next command to run. */
  readonly command: string;
}

export interface Which {
  readonly budgetMs: number;
  readonly workers: number;
  /** Most milliseconds saved per edit of anything first. */
  readonly candidates: readonly WhichCandidate[];
  /** More packages are over budget than were planned. */
  readonly truncated: boolean;
  /** Packages with a loop task that was never measured, sorted: nothing is known of their loops. */
  readonly unmeasured: readonly string[];
}

/** An import whose removal would shorten the loops of the package's edits. */
export interface CostlyImport {
  readonly file: string;
  readonly line: number;
  readonly imports: string;
  readonly typeOnly: boolean;
  /** By how much the best possible expected loop sinks, ms. */
  readonly savedMs: number;
}

export interface Why {
  readonly file: string;
  readonly package: string;
  /** Of the tasks that were measured. */
  readonly editMs: number;
  /** Ids of the stale tasks that were never measured, sorted. */
  readonly unmeasured: readonly string[];
  /** From the file, import by import, to the package whose task is the slowest affected one, then that task's id. */
  readonly chain: readonly string[];
  /** Ids of the stale tasks, sorted. */
  readonly affected: readonly string[];
  /** Tasks one after the other that nothing can shorten by more workers. */
  readonly criticalPath: readonly string[];
  readonly imports: readonly CostlyImport[];
}

/** One choice of how many parts. Milliseconds. */
export interface PlanPoint {
  readonly parts: number;
  readonly expectedMs: number;
  readonly p95Ms: number;
}
