import type { Problem } from "@sixty/model";
import type { LeftImporter } from "./shims.ts";

/** What became of a plan that was applied. */
export interface AppliedSplit {
  readonly state: "kept" | "restored";
  /** The loop of the package's edits by real edits. */
  readonly measured?: {
    readonly beforeMs: number;
    readonly afterMs: number;
    readonly p95BeforeMs: number;
    readonly p95AfterMs: number;
    /** Edits that were timed after the split, and the share of all that each stands for. */
    readonly edits: readonly {
      readonly file: string;
      readonly share: number;
      readonly ms: number;
      readonly predictedMs: number;
    }[];
  };
  /** `id` is a task, `tests`, `exports`, `declarations` or `acyclic`. */
  readonly checks: readonly {
    readonly id: string;
    readonly state: "ok" | "failed" | "skipped";
    readonly problem?: Problem;
  }[];
  /** Tests executed. */
  readonly tests?: { readonly before: number; readonly after: number };
  /** Branch that it is staged on, where one was made. */
  readonly branch?: string;
  /** How users of the old name get the parts. */
  readonly release?: "published" | "bundled" | "private";
  /** Importers inside the workspace that go on using the old name. */
  readonly left?: readonly LeftImporter[];
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
  /** Where it was on a branch of its own: what is checked out again, and whether that branch is gone. */
  readonly branch?: { readonly checkedOut?: string; readonly deleted?: string };
}

/** `sixty.split.undo/1`. */
export function undoDocument({ id, package: name, files, linked, branch }: UndoneSplit) {
  const { checkedOut, deleted } = branch ?? {};
  return {
    schema: "sixty.split.undo/1" as const,
    package: name,
    id,
    files,
    linked,
    ...(checkedOut !== undefined && { checkedOut }),
    ...(deleted !== undefined && { deleted }),
  };
}
