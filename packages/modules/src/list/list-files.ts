import { execFile } from "node:child_process";
import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import type { Package, Problem, Workspace } from "@sixty/model";

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
  /** Symbolic links to files of the workspace, by path: another name of the file, workspace-relative. */
  readonly links: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** Never source, even where somebody forgot to ignore them. */
const NEVER = /(?:^|\/)(?:node_modules|\.git|\.sixty|\.nx|\.turbo|\.yarn)\//;

/**
 * Every file of the workspace that git tracks or would track; without git, every file that is not hidden.
 * A package's own `dist` is output even where it is tracked.
 *
 * @param expected paths that are looked at while git still looks for all, sorted
 */
export async function listFiles(
  { root }: Workspace,
  ownerOf: (path: string) => Package | undefined,
  expected: () => readonly string[],
  signal?: AbortSignal,
): Promise<Listing> {
  const listing = byGit(root, signal);
  const paths = expected();
  const seen = paths.map((path) => look(root, path));
  const tracked = await listing;
  const names = tracked && tracked.length > 0 ? tracked : await byWalk(root, signal);
  const files: ListedFile[] = [];
  const links = new Map<string, string>();
  const problems: Problem[] = [];
  let next = 0;
  for (const path of sorted(names)) {
    if (!isListed(path) || isOutput(path, ownerOf)) continue;
    while (next < paths.length && paths[next]! < path) next++;
    const found = (paths[next] === path && seen[next]) || look(root, path);
    if (found === "link") {
      const target = linkTarget(root, path);
      if (target !== undefined) links.set(path, target);
      problems.push(linkProblem(root, path, target));
    } else if (found) files.push(found);
  }
  return { files, links, problems };
}

/** May a path that git lists be one of the workspace's files, packages aside? */
export function isListed(path: string): boolean {
  return !NEVER.test(path);
}

export function look(root: string, path: string): ListedFile | "link" | undefined {
  const stats = lstatSync(`${root}/${path}`, { throwIfNoEntry: false });
  if (stats?.isFile()) return { path, size: stats.size, mtimeMs: stats.mtimeMs, ino: stats.ino };
  return stats?.isSymbolicLink() ? "link" : undefined;
}

function sorted(names: readonly string[]): readonly string[] {
  // Without files that git does not know yet they come sorted, unless by names beyond the basic plane.
  if (names.every((name, at) => (at === 0 || names[at - 1]! < name) && !name.endsWith("/"))) return names;
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
  const { glob } = await import("tinyglobby");
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

/** Where a link leads, workspace-relative; undefined when that is nowhere or outside. */
function linkTarget(root: string, path: string): string | undefined {
  try {
    const inside = relative(realpathSync(root), realpathSync(join(root, path)));
    return inside.startsWith("..") || isAbsolute(inside) ? undefined : inside.split(sep).join("/");
  } catch {
    return undefined;
  }
}

function linkProblem(root: string, path: string, target: string | undefined): Problem {
  return {
    code: target === undefined ? "SYMLINK_OUT" : "SYMLINK",
    what: `A symbolic link to ${JSON.stringify(readlinkSync(join(root, path)))}, not followed`,
    where: path,
    fix: "A split leaves it where it is; replace it by a file if it must move.",
  };
}
