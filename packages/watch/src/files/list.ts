import { join } from "node:path";
import { glob } from "tinyglobby";
import type { Hash } from "../state/ledger.ts";
import { git } from "./git.ts";
import { type Hashed, hashFile } from "./hash.ts";
import type { Never } from "./never.ts";

const AT_ONCE = 64;

/**
 * Every file that an author wrote, with its content: what git tracks or would; without git, all but the usual folders
 * of outputs. Content that git has hashed is not read.
 */
export async function listFiles(root: string, never: Never): Promise<Map<string, Hash>> {
  const [tracked, changed] = await Promise.all([
    git(root, ["ls-files", "-s", "-z"]),
    git(root, ["ls-files", "-z", "-m", "-o", "-d", "--exclude-standard"]),
  ]);
  const files = new Map<string, Hash>();
  for (const line of tracked ?? []) {
    const tab = line.indexOf("\t");
    const [mode, hash] = line.slice(0, tab).split(" ");
    const path = line.slice(tab + 1);
    // A submodule is a workspace of its own.
    if (mode !== "160000" && !never(path)) files.set(path, hash!);
  }
  const unread = new Set(changed ?? (await walk(root)));
  for (const [path, found] of await hashAll(
    root,
    [...unread].filter((path) => !never(path)),
  )) {
    if (found === undefined) files.delete(path);
    else files.set(path, found.hash);
  }
  return files;
}

/** In the order given. */
export async function hashAll(
  root: string,
  paths: readonly string[],
): Promise<(readonly [string, Hashed | undefined])[]> {
  const found: (readonly [string, Hashed | undefined])[] = [];
  for (let at = 0; at < paths.length; at += AT_ONCE)
    found.push(
      ...(await Promise.all(
        paths.slice(at, at + AT_ONCE).map(async (path) => [path, await hashFile(join(root, path))] as const),
      )),
    );
  return found;
}

export async function hasGit(root: string): Promise<boolean> {
  return (await git(root, ["rev-parse", "--git-dir"])) !== undefined;
}

function walk(root: string): Promise<string[]> {
  return glob("**/*", {
    cwd: root,
    dot: true,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**", "**/.git/**", "**/.sixty/**"],
  });
}
