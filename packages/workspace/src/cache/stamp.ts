import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, type Stats, statSync } from "node:fs";

/**
 * What a path held when it was read. `list` stamps a directory by the names in it that count
 * (see {@link ListFilter}); `none` says that there was nothing.
 */
export type Stamp =
  | { readonly kind: "file"; readonly stat: StatKey; readonly hash: string }
  | { readonly kind: "list"; readonly filter: ListFilter; readonly stat: StatKey; readonly hash: string }
  | { readonly kind: "none"; readonly of: "file" | "list" };

/** Size, mtime, ctime (ms) and inode: equal and not fresh means equal content. */
export type StatKey = readonly [size: number, mtimeMs: number, ctimeMs: number, ino: number];

/** `folders`: folders only. `config`: files that configure tools. `source`: folders and source files. */
export type ListFilter = "folders" | "config" | "source";

/**
 * Timestamps are coarse: a second write in the same tick leaves them as they are. A file that was
 * written less than this before it was stamped is compared by content. 2 s is the coarsest tick in use (FAT).
 */
const RACY_MS = 2000;

const CONFIG = /(?:\.json|\.jsonc|\.ya?ml|rc|\.config\.[cm]?[jt]s|\.workspace\.[cm]?[jt]s)$/;
const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;
const IGNORED = new Set(["node_modules", "bower_components", "dist", "coverage", "tsconfig.tsbuildinfo"]);

export function stampFile(path: string): { stamp: Stamp; text: string | undefined } {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return { stamp: { kind: "none", of: "file" }, text: undefined };
    const bytes = readFileSync(path);
    return { stamp: { kind: "file", stat: keyOf(stat), hash: digest(bytes) }, text: bytes.toString("utf8") };
  } catch {
    return { stamp: { kind: "none", of: "file" }, text: undefined };
  }
}

/** Names sorted; folders end with `/`. */
export function stampList(path: string, filter: ListFilter): { stamp: Stamp; names: readonly string[] } {
  try {
    const stat = keyOf(statSync(path));
    const names = listNames(path, filter);
    return { stamp: { kind: "list", filter, stat, hash: digest(names.join("\0")) }, names };
  } catch {
    return { stamp: { kind: "none", of: "list" }, names: [] };
  }
}

/**
 * Whether the path still holds what was stamped at `takenAt` (ms since the epoch).
 *
 * @returns `same`, `restamped` with the new stat when only that changed, or `changed`
 */
export function checkStamp(path: string, stamp: Stamp, takenAt: number): "same" | "changed" | Stamp {
  let stat: Stats;
  try {
    stat = statSync(path);
  } catch {
    return stamp.kind === "none" ? "same" : "changed";
  }
  if (stamp.kind === "none") {
    return (stamp.of === "file" ? stat.isFile() : stat.isDirectory()) ? "changed" : "same";
  }
  const key = keyOf(stat);
  const fresh = Math.max(key[1], key[2]) >= takenAt - RACY_MS;
  if (!fresh && key.every((part, at) => part === stamp.stat[at])) return "same";
  const now = stamp.kind === "file" ? stampFile(path).stamp : stampList(path, stamp.filter).stamp;
  return now.kind !== "none" && now.kind === stamp.kind && now.hash === stamp.hash ? now : "changed";
}

function listNames(path: string, filter: ListFilter): string[] {
  const names: string[] = [];
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const { name } = entry;
    if (IGNORED.has(name)) continue;
    const folder = entry.isDirectory() || (entry.isSymbolicLink() && isFolder(`${path}/${name}`));
    if (folder && filter !== "config" && name !== ".git") names.push(`${name}/`);
    if (!folder && filter === "config" && CONFIG.test(name)) names.push(name);
    if (!folder && filter === "source" && SOURCE.test(name)) names.push(name);
  }
  return names.sort();
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink() && statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function keyOf(stat: Stats): StatKey {
  return [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino];
}

function digest(bytes: string | Uint8Array): string {
  return createHash("sha1").update(bytes).digest("base64url");
}
