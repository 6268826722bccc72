import type { Task, WatchFailure } from "@sixty/model";

export type Failure = WatchFailure;

/** One task of a loop to run now. */
export interface TaskRun {
  readonly task: Task;
  /** Absolute path of the workspace's root; the task's own folder is `task.command.cwd` below it. */
  readonly root: string;
  /** Workspace-relative files changed since this task last ran green, sorted. Empty: nothing is known of them. */
  readonly changed: readonly string[];
  /** Only the tests that `changed` reaches, as a first answer; false: the whole task. */
  readonly relatedOnly: boolean;
  /**
   * Test files of this task that `changed` reaches by imports, sorted; absent where that is not known. Read from the
   * module graph before the edit, so good for a first answer and not for a verdict.
   */
  readonly related?: readonly string[];
  /** Counts up with every batch of changes. A whole run may leave out test files that passed in a first pass of the same generation. */
  readonly generation: number;
  readonly timeoutMs: number;
  /** The whole environment of the task's process. */
  readonly env: Readonly<Record<string, string>>;
}

export interface TaskOutcome {
  readonly state: "ok" | "failed" | "cancelled";
  /** From the call to its end. */
  readonly wallMs: number;
  /** Of a first pass of the same generation whose test files it left out; with it the whole task took `wallMs + beforeMs`. */
  readonly beforeMs?: number;
  /** A first answer that ran all of the task: it needs no second pass. */
  readonly whole?: boolean;
  /** Spent in the tool itself; the rest is ours. */
  readonly toolMs: number;
  /** Only the failing part, without colours, for people; empty of a task that is ok. */
  readonly output: string;
  readonly failures: readonly Failure[];
  /** Why it failed, as in a record of timings: EXIT_1, TIMEOUT, SIGKILL, … */
  readonly reason?: string;
  /** Of the files that ran. */
  readonly testFiles?: readonly { readonly file: string; readonly ms: number }[];
  /** A process that was there before the edit did it. */
  readonly warm: boolean;
}

/** Runs one task, again and again. Never rejects; a call ends soon after its signal, as `cancelled`. */
export interface Runner {
  /** Whether {@link TaskRun.relatedOnly} makes it run less than the whole task. */
  readonly relates: boolean;
  run(run: TaskRun, signal: AbortSignal): Promise<TaskOutcome>;
  close(): Promise<void>;
}

/** Chooses runners and keeps them warm: a bounded number, the least recently used dropped. */
export interface Runners {
  for(task: Task): Runner;
  /** Drops what is kept for a package: its manifest or configuration changed, or it is gone. */
  retire(packageName: string): Promise<void>;
  /** Ends every process that is kept. */
  close(): Promise<void>;
}
