import type { ListedFile } from "../list/list-files.ts";
import type { Heads } from "./snapshot.ts";

/** File systems and clocks are no finer than this: a file touched so shortly before it was read may have changed again. */
const RACY_MS = 2000;

/** Are the same files there, all as they were, and what decides names besides them? Both are sorted by path. */
export function holds(heads: Heads, files: readonly ListedFile[], signature: string): boolean {
  return (
    heads.signature === signature &&
    heads.files.length === files.length &&
    files.every((file, index) => isAsItWas(file, heads.files[index]!, heads.listedAt))
  );
}

/** @param listedAt when the old one was looked at */
export function isAsItWas(file: ListedFile, old: ListedFile, listedAt: number): boolean {
  return (
    file.path === old.path &&
    file.size === old.size &&
    file.mtimeMs === old.mtimeMs &&
    file.ino === old.ino &&
    old.mtimeMs < listedAt - RACY_MS
  );
}
