import { git } from "./git.ts";
import type { Never } from "./never.ts";

/** Answers that are kept; names of temporary files never come again. */
const MOST = 20_000;

/** What the author's ignore files leave out. */
export interface Ignored {
  /** Known to be ignored; false while it has not been asked. */
  has(path: string): boolean;
  /** The paths that are not ignored. */
  keep(paths: readonly string[]): Promise<readonly string[]>;
  /** An ignore file changed. */
  forget(): Promise<void>;
}

/** Reads the folders that are ignored now; others are asked of git when they come up. */
export async function createIgnored(root: string, never: Never): Promise<Ignored> {
  const answers = new Map<string, boolean>();
  const read = async () => {
    answers.clear();
    const found = await git(root, ["ls-files", "-z", "-o", "-i", "--exclude-standard", "--directory"]);
    for (const path of found ?? []) answers.set(path.replace(/\/$/, ""), true);
  };
  await read();
  return {
    has: (path) => never(path) || answers.get(path) === true,
    keep: async (paths) => {
      if (answers.size > MOST) await read();
      const asked = paths.filter((path) => !never(path) && !answers.has(path));
      if (asked.length > 0) {
        const ignored = new Set(await git(root, ["check-ignore", "-z", "--stdin"], asked.join("\0")));
        for (const path of asked) answers.set(path, ignored.has(path));
      }
      return paths.filter((path) => !never(path) && answers.get(path) !== true);
    },
    forget: read,
  };
}
