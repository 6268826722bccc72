import { createHash } from "node:crypto";
import { lstat, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { glob } from "tinyglobby";

/** Folders that hold what tools wrote, for where no git says it. */
const WRITTEN = [
  "node_modules",
  ".git",
  ".sixty",
  ".nx",
  ".turbo",
  ".next",
  "dist",
  "build",
  "out",
  "coverage",
];
/** Files read at once. */
const AT_ONCE = 64;

/**
 * A hash of each file of the workspace that an author wrote: tracked files and untracked ones that are not
 * ignored; without git, all but the usual folders of outputs. Paths are workspace-relative, POSIX.
 * Content that git has hashed is not read again.
 */
export async function hashFiles(root: string): Promise<Map<string, string>> {
  const [tracked, changed] = await Promise.all([
    git(root, ["ls-files", "-s", "-z"]),
    git(root, ["ls-files", "-z", "-m", "-o", "--exclude-standard"]),
  ]);
  const hashes = new Map<string, string>();
  for (const line of tracked ?? []) {
    const tab = line.indexOf("\t");
    hashes.set(line.slice(tab + 1), line.slice(0, tab));
  }
  const unread = changed ?? (await written(root));
  for (let at = 0; at < unread.length; at += AT_ONCE) {
    const paths = unread.slice(at, at + AT_ONCE).filter((path) => !path.startsWith(".sixty/"));
    const found = await Promise.all(paths.map((path) => hashFile(join(root, path))));
    paths.forEach((path, index) => {
      const hash = found[index];
      if (hash === undefined) hashes.delete(path);
      else hashes.set(path, hash);
    });
  }
  return hashes;
}

async function git(root: string, args: readonly string[]): Promise<string[] | undefined> {
  const { failed, stdout } = await execa("git", args, {
    cwd: root,
    reject: false,
    stdin: "ignore",
    maxBuffer: 1_000_000_000,
  });
  return failed ? undefined : stdout.split("\0").filter((line) => line !== "");
}

function written(root: string): Promise<string[]> {
  return glob("**/*", {
    cwd: root,
    dot: true,
    followSymbolicLinks: false,
    ignore: [...WRITTEN.map((name) => `**/${name}/**`), "**/*.tsbuildinfo", "**/*.log"],
  });
}

/** Undefined for a file that is gone. */
async function hashFile(path: string): Promise<string | undefined> {
  try {
    const content = (await lstat(path)).isSymbolicLink() ? await readlink(path) : await readFile(path);
    return createHash("sha256").update(content).digest("hex");
  } catch {
    return undefined;
  }
}
