import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Problem, type Result } from "@sixty/model";
import { execa } from "execa";
import { z } from "zod";
import { type Disk, realDisk } from "./disk.ts";
import type { StoredJournal } from "./journal.ts";

/** Where a split moved the checkout from and to; `from` is absent where HEAD was detached. */
const switchedSchema = z.object({ from: z.string().optional(), commit: z.string(), made: z.string() });
type Switched = z.infer<typeof switchedSchema>;

const FILE = "branch.json";

/**
 * Makes a new branch at the present commit and checks it out, with what is staged carried over. Where it came from is
 * written into the journal before.
 *
 * @returns its name
 */
export async function startBranch(
  root: string,
  { folder, journal }: StoredJournal,
  disk: Disk = realDisk,
): Promise<Result<string>> {
  const wanted = `sixty/split-${journal.package.replace(/[^\w.-]+/g, "-").replace(/^[.-]+|[.-]+$/g, "")}`;
  const commit = (await git(root, ["rev-parse", "--verify", "HEAD"])).stdout;
  const from = (await git(root, ["symbolic-ref", "--quiet", "--short", "HEAD"])).stdout;
  let made = wanted;
  for (let n = 2; (await tipOf(root, made)) !== undefined; n += 1) made = `${wanted}-${n}`;
  const switched: Switched = { ...(from === "" ? {} : { from }), commit, made };
  disk.writeDurably(join(folder, FILE), new TextEncoder().encode(JSON.stringify(switched)));
  const run = await git(root, ["switch", "--quiet", "--no-track", "--create", made]);
  if (run.exitCode === 0) return ok(made);
  return fail({
    code: "NO_BRANCH",
    what: `The split is staged, but git made no branch for it: ${run.stderr.split("\n")[0]}`,
    where: made,
    fix: "Make one yourself with `git switch --create`.",
  });
}

/** What became of the branch of a split that was taken back. */
export interface BranchBack {
  /** Branch or commit that is checked out again. */
  readonly checkedOut?: string;
  /** The split's branch, deleted: nothing was committed on it. */
  readonly deleted?: string;
  /** Why it went no further. */
  readonly problem?: Problem;
}

/**
 * Checks out what was checked out before the split, once its files are back, and deletes the split's branch unless
 * something was committed on it. Someone who went elsewhere meanwhile stays there. May be repeated.
 */
export async function leaveBranch(root: string, { folder }: StoredJournal): Promise<BranchBack | undefined> {
  const switched = read(join(folder, FILE));
  if (!switched) return undefined;
  const { from, commit, made } = switched;
  const tip = await tipOf(root, made);
  if (tip === undefined) return undefined;
  const current = (await git(root, ["symbolic-ref", "--quiet", "--short", "HEAD"])).stdout;
  let checkedOut: string | undefined;
  if (current === made) {
    const back = await git(
      root,
      from === undefined ? ["switch", "-q", "--detach", commit] : ["switch", "-q", from],
    );
    if (back.exitCode !== 0)
      return {
        problem: {
          code: "BRANCH_LEFT",
          what: `The files are back, but git did not check out ${from ?? commit}: ${back.stderr.split("\n")[0]}`,
          where: made,
          fix: `Check it out yourself, then delete the branch: git branch -D ${made}`,
        },
      };
    checkedOut = from ?? commit;
  }
  const gone = tip === commit && (await git(root, ["branch", "-q", "-D", made])).exitCode === 0;
  return { ...(checkedOut === undefined ? {} : { checkedOut }), ...(gone ? { deleted: made } : {}) };
}

async function tipOf(root: string, branch: string): Promise<string | undefined> {
  const run = await git(root, ["rev-parse", "--verify", "--quiet", `refs/heads/${branch}`]);
  return run.exitCode === 0 ? run.stdout : undefined;
}

function git(root: string, args: readonly string[]) {
  return execa("git", args, { cwd: root, reject: false, stdin: "ignore" });
}

function read(path: string): Switched | undefined {
  try {
    return switchedSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}
