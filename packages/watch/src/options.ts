import type { Result, TaskId, Timing, Workspace } from "@sixty/model";
import type { LoopModel } from "@sixty/schedule";
import type { Runners } from "./runner.ts";

/** What one reading of the workspace and its settings gives. */
export interface Setup {
  readonly workspace: Workspace;
  readonly model: LoopModel;
  readonly workers: number;
  readonly budgetMs: number;
  /** Longest run of one task. */
  readonly timeoutMs: number;
  /** Tasks that are asked for; what they need is run as well. */
  readonly scope: ReadonlySet<TaskId>;
}

export interface WatchOptions {
  /** Of the workspace, absolute. */
  readonly root: string;
  /** Reads the workspace anew. Asked often: it must be quick while nothing changed. */
  readonly read: () => Promise<Result<Setup>>;
  readonly runners: Runners;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Test files that these files reach by imports; undefined while that is not known. */
  readonly related?: (files: readonly string[]) => readonly string[] | undefined;
  /** After every loop, with the files that changed since the one before. */
  readonly onSettled?: (files: readonly string[]) => void;
  /** Complete runs that went well, in a loop that nothing disturbed. */
  readonly record?: (timings: readonly WatchTiming[]) => void;
  /** Takes every task as ok that is not known otherwise and that no change since this commit reaches. */
  readonly since?: string;
  /** Looks at all files this often instead of being told, for file systems that tell nothing. Milliseconds. */
  readonly pollMs?: number;
}

/** What a record of timings needs of one run. */
export type WatchTiming = Pick<Timing, "id" | "package" | "target" | "wallMs" | "startedAt"> &
  Partial<Pick<Timing, "testFiles">>;

export interface Watching {
  /** Runs what failed again; when nothing failed, what ran last. */
  rerun(): void;
  /** Ends every process and keeps what is known. */
  close(): Promise<void>;
}
