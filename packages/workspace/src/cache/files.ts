import { join } from "node:path";
import { type ListFilter, type Stamp, stampFile, stampList } from "./stamp.ts";

/**
 * Reads files of one workspace and remembers what it read: a cached result counts for as long as
 * all of this is as it was. Paths are workspace-relative and POSIX.
 */
export interface Files {
  readonly root: string;
  /** The text of a file, or undefined when there is none. */
  text(path: string): string | undefined;
  exists(path: string): boolean;
  /** Names in a folder, sorted; folders end with `/`. Empty when there is no such folder. */
  list(path: string, filter: ListFilter): readonly string[];
  /** Everything read until now, by path; a folder's key ends with its filter. */
  stamps(): ReadonlyMap<string, Stamp>;
}

export function openFiles(root: string): Files {
  const stamps = new Map<string, Stamp>();
  const texts = new Map<string, string | undefined>();
  const lists = new Map<string, readonly string[]>();
  const text = (path: string) => {
    if (!texts.has(path)) {
      const read = stampFile(join(root, path));
      stamps.set(path, read.stamp);
      texts.set(path, read.text);
    }
    return texts.get(path);
  };
  return {
    root,
    text,
    exists: (path) => text(path) !== undefined,
    list(path, filter) {
      const key = `${path}\0${filter}`;
      let names = lists.get(key);
      if (names === undefined) {
        const read = stampList(join(root, path), filter);
        stamps.set(key, read.stamp);
        names = read.names;
        lists.set(key, names);
      }
      return names;
    },
    stamps: () => stamps,
  };
}
