import {
  chmodSync,
  closeSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** Every way in which a split touches the disk; absolute paths. A test fails any one of them. */
export interface Disk {
  write(path: string, bytes: Uint8Array): void;
  /** Writes all or nothing, and does not return before the bytes and the name are on the disk. */
  writeDurably(path: string, bytes: Uint8Array): void;
  link(path: string, target: string): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  removeFolder(path: string): void;
  removeTree(path: string): void;
  makeFolder(path: string): void;
  setMode(path: string, mode: number): void;
}

export const realDisk: Disk = {
  write: (path, bytes) => put(path, bytes, false),
  writeDurably(path, bytes) {
    const draft = `${path}.new`;
    put(draft, bytes, true);
    renameSync(draft, path);
    const folder = openSync(dirname(path), "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  },
  link: (path, target) => symlinkSync(target, path),
  rename: renameSync,
  remove: unlinkSync,
  removeFolder: rmdirSync,
  removeTree: (path) => rmSync(path, { recursive: true, force: true }),
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  setMode: chmodSync,
};

/**
 * A file that is there is written over and then cut to its length: to empty it first frees blocks that are taken again
 * at once, which is most of the time that a split of many files takes on some file systems.
 */
function put(path: string, bytes: Uint8Array, durable: boolean): void {
  const file = openForWriting(path);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, at);
    ftruncateSync(file, bytes.length);
    if (durable) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function openForWriting(path: string): number {
  try {
    return openSync(path, "r+");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return openSync(path, "w");
  }
}

/** Makes folders, each of them once. */
export function folderMaker(disk: Disk): (path: string) => void {
  const made = new Set<string>();
  return (path) => {
    if (made.has(path)) return;
    disk.makeFolder(path);
    made.add(path);
  };
}

/** What stands at a path, links not followed. */
export type Standing =
  | { readonly kind: "none" }
  | { readonly kind: "file"; readonly bytes: Uint8Array; readonly mode: number }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "folder"; readonly names: readonly string[] };

export function standingAt(path: string): Standing {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return { kind: "none" };
  if (stat.isSymbolicLink()) return { kind: "link", target: readlinkSync(path) };
  if (stat.isDirectory()) return { kind: "folder", names: readdirSync(path).sort() };
  return { kind: "file", bytes: readFileSync(path), mode: stat.mode & 0o7777 };
}

/** The same without looking inside. */
export function kindAt(path: string): Standing["kind"] {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return "none";
  return stat.isSymbolicLink() ? "link" : stat.isDirectory() ? "folder" : "file";
}
