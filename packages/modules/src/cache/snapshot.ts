import type { KnownFile } from "../graph/assemble.ts";
import type { ListedFile } from "../list/list-files.ts";

/** Everything that one reading found out, as the cache keeps it. */
export interface Snapshot {
  /** All that decides what specifiers name besides the files themselves. */
  readonly signature: string;
  /** When the files were listed, milliseconds since the epoch: a file touched about then may have changed unseen. */
  readonly listedAt: number;
  /** Sorted by path. */
  readonly files: readonly KnownFile[];
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** What tells whether a snapshot still holds. */
export interface Heads {
  readonly signature: string;
  readonly listedAt: number;
  /** Sorted by path. */
  readonly files: readonly ListedFile[];
}

/** A snapshot on disk, read as far as asked. */
export interface Kept {
  /** Names it: no other has the same. */
  readonly stamp: string;
  readonly heads: Heads;
  /** Read when first asked for. */
  snapshot(): Snapshot;
}
