import type { Problem, TaskId, Timing } from "@sixty/model";

/**
 * What a run of a task is for. `cold` and `warm` are measured; `prepare` puts a dependency in place that is
 * recorded elsewhere; `settle` builds once more after a warm edit was undone, so that outputs match the source.
 */
export type RunPurpose = "cold" | "warm" | "prepare" | "settle";

/** What happens while tasks are measured, in order. */
export type MeasureEvent =
  | {
      readonly type: "plan";
      /** In the order that they run with one worker. */
      readonly tasks: readonly TaskId[];
      /** Run first, without a record: dependencies that another shard records. */
      readonly prepared: readonly TaskId[];
      /** Measured before on the same content, so not run. */
      readonly known: readonly TaskId[];
      readonly runs: number;
      readonly workers: number;
      /** All of it; absent when nothing is known of any task. */
      readonly estimateMs?: number;
    }
  | {
      readonly type: "start";
      readonly id: TaskId;
      readonly purpose: RunPurpose;
      /** 1-based. */
      readonly run: number;
      readonly estimateMs?: number;
    }
  /** `tests`: full names of those that were executed, where they were asked for and a runner told them. */
  | { readonly type: "done"; readonly timing: Timing; readonly tests?: readonly string[] }
  | { readonly type: "failed"; readonly timing: Timing; readonly log: string }
  | { readonly type: "skipped"; readonly timing: Timing }
  | { readonly type: "warning"; readonly problem: Problem }
  | {
      readonly type: "finished";
      readonly ok: number;
      readonly failed: number;
      readonly skipped: number;
      /** Stopped by the signal: what is done is kept. */
      readonly aborted: boolean;
    };
