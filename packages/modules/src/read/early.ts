import { existsSync } from "node:fs";
import { totalmem } from "node:os";
import { isAsItWas } from "../cache/holds.ts";
import { hasSnapshot } from "../cache/store.ts";
import type { ListedFile } from "../list/list-files.ts";
import { beginRaw } from "../parse/raw-parser.ts";
import { type Helper, startHelper } from "./helper.ts";
import { looksLarge } from "./looks-large.ts";
import type { FileRead } from "./read-file.ts";

/** Bytes from which on programs can be started while two threads reserve address space to parse into, on Linux. */
const ROOMY = 15 * 2 ** 30;

/** Code that a thread reads while nobody knows yet what the workspace is. */
export interface Early {
  /** Ends the reading; the thread goes on to help. To be called once. */
  take(): Promise<{ readonly helper: Helper; readonly reads: EarlyReads }>;
}

/** What was read of a file without its declarations, if the file was then as it is now. */
export type EarlyReads = (file: ListedFile) => FileRead | undefined;

/** One file as a thread found it. */
export interface EarlyRead {
  readonly file: ListedFile;
  /** When it was looked at, milliseconds since the epoch. */
  readonly at: number;
  readonly read: FileRead;
}

/**
 * Starts to read a workspace's code, where nothing was kept of it and it looks large.
 *
 * @param root absolute
 * @param worker calls `serveReading`
 * @returns undefined where that is not worth it
 */
export function readEarly(root: string, cacheDir: string, worker: string): Early | undefined {
  if (hasSnapshot(cacheDir) || !existsSync(worker) || !looksLarge(root)) return undefined;
  if (totalmem() > ROOMY) beginRaw();
  const helper = startHelper(worker);
  const end = helper.readEarly(root);
  return {
    async take() {
      const found = new Map((await end()).map((one) => [one.file.path, one]));
      const reads: EarlyReads = (file) => {
        const one = found.get(file.path);
        return one && isAsItWas(file, one.file, one.at) ? one.read : undefined;
      };
      return { helper, reads };
    },
  };
}
