import { fail, ok, type Result } from "@sixty/model";
import type { Hash } from "../state/ledger.ts";
import { git } from "./git.ts";

/**
 * What files held at a commit, for those that differ from it now: undefined for one that was not there.
 *
 * @returns `UNKNOWN_COMMIT`
 */
export async function changedSince(
  root: string,
  commit: string,
): Promise<Result<ReadonlyMap<string, Hash | undefined>>> {
  const [diff, others] = await Promise.all([
    git(root, [
      "diff",
      "--raw",
      "--no-abbrev",
      "--no-renames",
      "--relative",
      "-z",
      "--end-of-options",
      commit,
      "--",
    ]),
    git(root, ["ls-files", "-z", "-o", "--exclude-standard"]),
  ]);
  if (diff === undefined || others === undefined)
    return fail({
      code: "UNKNOWN_COMMIT",
      what: `git knows no commit ${JSON.stringify(commit)}`,
      where: "--since",
      fix: "Name a branch, a tag or a commit, such as --since HEAD.",
    });
  const before = new Map<string, Hash | undefined>(others.map((file) => [file, undefined]));
  // `:old-mode new-mode old-hash new-hash status`, then the path.
  for (let at = 0; at + 1 < diff.length; at += 2) {
    const [, , hash] = diff[at]!.split(" ");
    before.set(diff[at + 1]!, /^0+$/.test(hash ?? "") ? undefined : hash);
  }
  return ok(before);
}
