import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { byName } from "./paths.ts";

export interface TreeEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "link";
  /** Where a link points, as written. */
  readonly target?: string;
}

/** The files of a workspace as they are before the split; paths are workspace-relative, POSIX. Never written through. */
export interface Tree {
  /** Bytes of a file (links followed); undefined when there is none. */
  read(path: string): Uint8Array | undefined;
  /** Sorted by name; empty when there is no such folder. */
  list(folder: string): readonly TreeEntry[];
}

/** The tree of a folder on disk. */
export function diskTree(root: string): Tree {
  return {
    read(path) {
      try {
        return readFileSync(join(root, path));
      } catch {
        return undefined;
      }
    },
    list(folder) {
      try {
        return readdirSync(join(root, folder), { withFileTypes: true })
          .map((entry): TreeEntry => {
            if (entry.isSymbolicLink())
              return {
                name: entry.name,
                kind: "link",
                target: readlinkSync(join(root, folder, entry.name)),
              };
            return { name: entry.name, kind: entry.isDirectory() ? "folder" : "file" };
          })
          .sort((a, b) => byName(a.name, b.name));
      } catch {
        return [];
      }
    },
  };
}

/** Whether something stands at a path, a dangling link included. */
export function existsOnDisk(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
