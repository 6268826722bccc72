import type { KnownFile } from "../graph/assemble.ts";

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
