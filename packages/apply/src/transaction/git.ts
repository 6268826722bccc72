import { fail, ok, type Result } from "@sixty/model";
import { execa } from "execa";

export interface GitStatus {
  /** Paths with a change that is not committed, untracked ones too, relative to the workspace. */
  readonly dirty: readonly string[];
}

/** The state of the tree below `root`, which may be a folder inside of the repository. */
export async function gitStatus(root: string): Promise<Result<GitStatus>> {
  const run = await git(root, [
    "status",
    "--porcelain=v1",
    "-z",
    "--untracked-files=all",
    "--ignore-submodules=none",
    "--",
    ".",
  ]);
  if (!run.ok) return run;
  const prefix = await git(root, ["rev-parse", "--show-prefix"]);
  if (!prefix.ok) return prefix;
  const above = prefix.value.trimEnd();
  const dirty: string[] = [];
  const records = run.value.split("\0");
  for (let at = 0; at < records.length; at += 1) {
    const record = records[at]!;
    if (record === "") continue;
    const path = record.slice(3);
    dirty.push(path.startsWith(above) ? path.slice(above.length) : path);
    if (/^[RC]/.test(record)) at += 1;
  }
  return ok({ dirty: dirty.sort() });
}

/** Of the paths given, those that git ignores. */
export async function gitIgnored(root: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  const run = await execa("git", ["check-ignore", "-z", "--stdin", "--no-index"], {
    cwd: root,
    input: paths.join("\0"),
    reject: false,
    stripFinalNewline: false,
  });
  return new Set(run.stdout.split("\0").filter((path) => path !== ""));
}

/** Tracked entries below a folder, by path, with git's mode (`120000` a link, `160000` a submodule). */
export async function gitModes(root: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const run = await git(root, ["ls-files", "-s", "-z", "--", folder]);
  const modes = new Map<string, string>();
  if (run.ok)
    for (const record of run.value.split("\0")) {
      const tab = record.indexOf("\t");
      if (tab > 0) modes.set(record.slice(tab + 1), record.slice(0, 6));
    }
  return modes;
}

/** Makes the index agree with the tree for the paths given: what `git mv` and `git add` would have left. */
export async function gitStage(root: string, paths: readonly string[]): Promise<Result<undefined>> {
  const tracked = await gitModes(root, ".");
  const ignored = await gitIgnored(root, paths);
  const staged = paths.filter((path) => tracked.has(path) || !ignored.has(path));
  if (staged.length === 0) return ok(undefined);
  const run = await execa(
    "git",
    ["--literal-pathspecs", "update-index", "--add", "--remove", "-z", "--stdin"],
    { cwd: root, input: staged.join("\0"), reject: false },
  );
  if (run.exitCode === 0) return ok(undefined);
  return fail({
    code: "GIT_FAILED",
    what: `git could not update its index: ${run.stderr.split("\n")[0]}`,
    where: "git update-index",
    fix: "Stage the changes yourself with `git add -A`.",
  });
}

async function git(root: string, args: readonly string[]): Promise<Result<string>> {
  const run = await execa("git", args, { cwd: root, reject: false, stripFinalNewline: false });
  if (run.exitCode === 0) return ok(run.stdout);
  return fail({
    code: "NO_GIT",
    what: `git ${args[0]} failed: ${(run.stderr || String(run.message)).split("\n")[0]}`,
    where: root,
    fix: "A split is only made in a git repository, so that it can be reviewed and taken back.",
  });
}
