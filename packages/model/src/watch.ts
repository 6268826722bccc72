import type { Problem } from "./result.ts";
import type { TaskId } from "./task.ts";

/** What a person needs of one failure, and nothing else. */
export interface WatchFailure {
  /** Workspace-relative, POSIX. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** Of the test or the rule, as its tool names it. */
  readonly name?: string;
  /** Without colours; a few lines. */
  readonly message: string;
}

/** Why tasks became stale. */
export type WatchCause = "start" | "edit" | "checkout" | "install" | "config" | "rerun";

/** `related`: only the tests that the edit reaches by imports; `whole`: all of the task. */
export type WatchPass = "related" | "whole";

/** `inconclusive`: nothing failed, and not everything is known. */
export type WatchVerdict = "pass" | "fail" | "inconclusive";

/** Files are workspace-relative and sorted; a list that is cut says the whole number beside it. Milliseconds. */
export type WatchEvent =
  | WatchReady
  | WatchChange
  | WatchTask
  | WatchAnswer
  | WatchLoop
  | { readonly type: "problem"; readonly problem: Problem }
  /** What a problem of this code said is over. */
  | { readonly type: "recovered"; readonly code: string };

/** The first event: from here on every change is seen. */
export interface WatchReady {
  readonly type: "ready";
  readonly schema: "sixty.watch/1";
  readonly packages: number;
  readonly tasks: number;
  /** Tasks whose state is known from before; the others run now. */
  readonly known: number;
  readonly workers: number;
  readonly budgetMs: number;
  /** Loops of earlier sessions in this worktree, oldest first. */
  readonly recent: readonly { readonly ms: number; readonly verdict: WatchVerdict }[];
  readonly ms: number;
}

/** Files changed, and what that makes stale. A loop that was under way starts again with them. */
export interface WatchChange {
  readonly type: "change";
  /** Counts up; what follows belongs to the newest. */
  readonly generation: number;
  readonly cause: WatchCause;
  readonly files: readonly string[];
  readonly fileCount: number;
  readonly tasks: readonly TaskId[];
  readonly restarted: boolean;
}

export interface WatchTask {
  readonly type: "task";
  readonly generation: number;
  readonly id: TaskId;
  readonly state: "running" | "ok" | "failed" | "blocked" | "cancelled";
  readonly pass: WatchPass;
  /** From its start to its end. */
  readonly ms?: number;
  /** Of that, in the tool itself. */
  readonly toolMs?: number;
  readonly warm?: boolean;
  readonly reason?: string;
  readonly failures?: readonly WatchFailure[];
  /** The failing part of its output. */
  readonly output?: string;
  /** Of a blocked task: the failed one that it waits for. */
  readonly by?: TaskId;
}

/** Every test that the edit reaches by imports has run; the rest of the affected follows. */
export interface WatchAnswer {
  readonly type: "answer";
  readonly generation: number;
  readonly verdict: WatchVerdict;
  /** From the save. */
  readonly ms: number;
}

/** All that the changes made stale has run. */
export interface WatchLoop {
  readonly type: "loop";
  readonly generation: number;
  readonly cause: WatchCause;
  readonly files: readonly string[];
  readonly fileCount: number;
  /** Tasks that ran. */
  readonly tasks: readonly TaskId[];
  /** From the last save to the verdict. */
  readonly ms: number;
  /** Of that, while a tool was at work. */
  readonly toolMs: number;
  readonly budgetMs: number;
  /** Of the whole workspace as it is now, not of these tasks alone. */
  readonly verdict: WatchVerdict;
  /** Failed tasks, also those of earlier loops; then those that wait for one. Sorted. */
  readonly failed: readonly TaskId[];
  readonly blocked: readonly TaskId[];
  /** The first answer, where tests were told apart. */
  readonly answerMs?: number;
  /** The full affected loop on a clean machine, by stored timings; absent where nothing was measured. */
  readonly predictedMs?: number;
  /** Budget minus the prediction. */
  readonly headroomMs?: number;
  /** Affected tasks without a timing: the prediction is too low by what they take. */
  readonly unmeasured?: number;
  readonly slowest?: { readonly id: TaskId; readonly ms: number };
  /** The same tasks on the last day before today that they ran: its date and by how much this loop is longer. */
  readonly earlier?: { readonly day: string; readonly moreMs: number };
  /** Share of the machine's cores that others kept busy before the loop, 0…1; only when it disturbs. */
  readonly busy?: number;
}
