/** One commit of the history, newest first in lists. Paths are as they are named at HEAD, workspace-relative. */
export interface Commit {
  readonly id: string;
  /** Seconds since the epoch, of the committer. */
  readonly time: number;
  readonly subject: string;
  readonly files: readonly string[];
}

/** How often files change: half decayed history, half uniform (see SPEC). Weights sum to 1 over `files`. */
export interface Edits {
  readonly files: ReadonlyMap<string, number>;
  /** Raw decayed and smoothed history per file before mixing, summing to 1; empty without git. */
  readonly history: ReadonlyMap<string, number>;
  readonly commits: readonly Commit[];
  /** The history ends early: counts are of what is there. */
  readonly shallow: boolean;
}
