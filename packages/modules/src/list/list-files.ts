import { execFile } from "node:child_process";
import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Package, Problem, Workspace } from "@sixty/model";
import { glob } from "tinyglobby";

export interface ListedFile {
  /** Workspace-relative, POSIX. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
}

export interface Listing {
  /** Sorted by path. */
  readonly files: readonly ListedFile[];
  readonly problems: readonly Problem[];
}

/** Never source, even where somebody forgot to ignore them. */
const NEVER = /(?:^|\/)(?:node_modules|\.git|\.sixty|\.nx|\.turbo|\.yarn)\//;

/**
 * Every file of the workspace that git tracks or would track; without git, every file that is not hidden.
 * A package's own `dist` is output even where it is tracked.
 */
export async function listFiles(
  { root }: Workspace,
  ownerOf: (path: string) => Package | undefined,
  signal?: AbortSignal,
): Promise<Listing> {
  const tracked = await byGit(root, signal);
  const names = tracked && tracked.length > 0 ? tracked : await byWalk(root, signal);
  const files: ListedFile[] = [];
  const problems: Problem[] = [];
  for (const path of sorted(names)) {
    if (NEVER.test(path) || isOutput(path, ownerOf)) continue;
    const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (stats?.isFile()) files.push({ path, size: stats.size, mtimeMs: stats.mtimeMs, ino: stats.ino });
    else if (stats?.isSymbolicLink()) problems.push(...linkProblem(root, path));
  }
  return { files, problems };
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== "" && !name.endsWith("/")).sort();
}

function isOutput(path: string, ownerOf: (path: string) => Package | undefined): boolean {
  const at = path.startsWith("dist/") ? 0 : path.indexOf("/dist/") + 1;
  if (at === 0 && !path.startsWith("dist/")) return false;
  const root = ownerOf(path)?.root ?? ".";
  return path.slice(0, Math.max(0, at - 1)) === (root === "." ? "" : root);
}

function byGit(root: string, signal?: AbortSignal): Promise<string[] | undefined> {
  const argv = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  return new Promise((resolve) => {
    execFile("git", argv, { cwd: root, maxBuffer: 2 ** 30, ...(signal ? { signal } : {}) }, (error, stdout) =>
      resolve(error ? undefined : stdout.split("\0").slice(0, -1)),
    );
  });
}

async function byWalk(root: string, signal?: AbortSignal): Promise<string[]> {
  return glob("**/*", {
    cwd: root,
    dot: true,
    onlyFiles: false,
    followSymbolicLinks: false,
    expandDirectories: false,
    ignore: ["**/node_modules/**", "**/.git/**", "**/dist/**", "**/coverage/**", "**/.*/**"],
    ...(signal ? { signal } : {}),
  });
}

/** A link inside its own folder tree is a second name of a file that is listed anyway; one that leaves is said. */
function linkProblem(root: string, path: string): Problem[] {
  const target = readlinkSync(join(root, path));
  const real = realpath(join(root, path));
  const inside = real !== undefined && !relative(root, real).startsWith(`..${sep}`);
  return [
    {
      code: inside ? "SYMLINK" : "SYMLINK_OUT",
      what: real
        ? `A symbolic link to ${JSON.stringify(target)}, not followed`
        : `A symbolic link to ${JSON.stringify(target)}, which does not exist`,
      where: path,
      fix: "A split leaves it where it is; replace it by a file if it must move.",
    },
  ];
}

function realpath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
