import { statSync } from "node:fs";
import { join } from "node:path";
import type { Helper } from "./helper.ts";

/** Bytes of git's index of a workspace whose reading is worth a second thread: some hundred for each file. */
const LARGE_INDEX = 60_000;

/**
 * Loads what reading needs while git still lists the files.
 *
 * @returns a thread, for a workspace that looks large and has a file for it
 */
export async function readAhead(root: string, worker: string | undefined): Promise<Helper | undefined> {
  const large = worker !== undefined && indexSize(root) > LARGE_INDEX;
  const { startHelper } = large ? await import("./helper.ts") : { startHelper: undefined };
  const helper = startHelper?.(worker!);
  await import("./read-files.ts");
  return helper;
}

/** Bytes; 0 where it is elsewhere, as in a worktree, whose `.git` is a file. */
function indexSize(root: string): number {
  try {
    return statSync(join(root, ".git", "index")).size;
  } catch {
    return 0;
  }
}
