import { statSync } from "node:fs";
import { join } from "node:path";

/** Bytes of git's index of a workspace whose reading is worth a second thread: some hundred for each file. */
const LARGE_INDEX = 60_000;

/** False where the index is elsewhere, as in a worktree, whose `.git` is a file. */
export function looksLarge(root: string): boolean {
  try {
    return statSync(join(root, ".git", "index")).size > LARGE_INDEX;
  } catch {
    return false;
  }
}
