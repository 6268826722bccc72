import { statSync } from "node:fs";
import { join } from "node:path";

/** Bytes of git's index of a workspace whose reading is worth a second thread: some hundred for each file. */
const LARGE_INDEX = 60_000;
/** The same where no declarations are read: a thread whose code is new costs as much as it takes over. */
const LARGE_OUTLINE = 400_000;

/**
 * False where the index is elsewhere, as in a worktree, whose `.git` is a file.
 *
 * @param outline no declarations are read, and nothing else is done meanwhile
 */
export function looksLarge(root: string, outline = false): boolean {
  try {
    return statSync(join(root, ".git", "index")).size > (outline ? LARGE_OUTLINE : LARGE_INDEX);
  } catch {
    return false;
  }
}
