import type { Problem } from "@sixty/model";

/** What became of a plan that was applied. */
export interface AppliedSplit {
  readonly state: "kept" | "restored";
  /** The loop of the package's edits by real edits. */
  readonly measured?: { readonly beforeMs: number; readonly afterMs: number };
  /** `id` is a task, `tests`, `exports` or `acyclic`. */
  readonly checks: readonly {
    readonly id: string;
    readonly state: "ok" | "failed" | "skipped";
    readonly problem?: Problem;
  }[];
  /** Tests executed. */
  readonly tests?: { readonly before: number; readonly after: number };
  /** Branch that it is staged on, where one was made. */
  readonly branch?: string;
  /** Why it was taken back. */
  readonly problem?: Problem;
}

/** A split that was taken back on request. */
export interface UndoneSplit {
  readonly id: string;
  readonly package: string;
  /** Paths that were compared and put back. */
  readonly files: number;
  /** Packages were linked again by an install. */
  readonly linked: boolean;
}

/** `sixty.split.undo/1`. */
export function undoDocument({ id, package: name, files, linked }: UndoneSplit) {
  return { schema: "sixty.split.undo/1" as const, package: name, id, files, linked };
}
