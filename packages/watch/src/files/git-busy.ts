import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { git } from "./git.ts";

/** What git does in this worktree. */
export interface GitPlace {
  /** It changes files now: a checkout, a rebase, a stash. */
  readonly isBusy: () => boolean;
  /** What HEAD is, as git writes it; a branch or a commit. */
  readonly head: () => string;
}

export async function gitPlace(root: string): Promise<GitPlace | undefined> {
  const found = await git(root, ["rev-parse", "--absolute-git-dir"]);
  const folder = found?.[0]?.trim();
  if (folder === undefined) return undefined;
  return {
    isBusy: () => existsSync(join(folder, "index.lock")),
    head: () => {
      try {
        return readFileSync(join(folder, "HEAD"), "utf8");
      } catch {
        return "";
      }
    },
  };
}
