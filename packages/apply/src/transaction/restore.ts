import { dirname, join } from "node:path";
import { type Disk, folderMaker, kindAt, standingAt } from "./disk.ts";
import type { Before, StoredFile, StoredJournal } from "./journal.ts";

/**
 * Puts every path of a journal back as it stood: bytes, mode, links, folders. It does not matter how far the split
 * got, nor whether an earlier restore was cut short: each path is compared and set on its own.
 */
export function restore(
  root: string,
  { journal }: StoredJournal,
  bytesOf: (before: StoredFile) => Uint8Array,
  disk: Disk,
): void {
  const makeFolder = folderMaker(disk);
  for (const { from, to } of journal.moves) {
    if (kindAt(join(root, from)) !== "none" || kindAt(join(root, to)) !== "file") continue;
    makeFolder(dirname(join(root, from)));
    disk.rename(join(root, to), join(root, from));
  }
  for (const { path, before } of journal.paths) restorePath(join(root, path), before, bytesOf, disk);
  for (const part of journal.roots)
    if (standingAt(join(root, part)).kind === "folder") disk.removeTree(join(root, part));
  for (const path of journal.folders) {
    const standing = standingAt(join(root, path));
    if (standing.kind === "folder" && standing.names.length === 0) disk.removeFolder(join(root, path));
  }
}

function restorePath(
  path: string,
  before: Before,
  bytesOf: (before: StoredFile) => Uint8Array,
  disk: Disk,
): void {
  const now = standingAt(path);
  if (before.kind === "none") {
    if (now.kind === "file" || now.kind === "link") disk.remove(path);
    return;
  }
  if (before.kind === "link") {
    if (now.kind === "link" && now.target === before.target) return;
    if (now.kind !== "none") disk.removeTree(path);
    disk.makeFolder(dirname(path));
    disk.link(path, before.target);
    return;
  }
  const bytes = bytesOf(before);
  if (now.kind === "link" || now.kind === "folder") disk.removeTree(path);
  if (now.kind !== "file" || Buffer.compare(bytes, now.bytes) !== 0) {
    disk.makeFolder(dirname(path));
    disk.write(path, bytes);
  }
  if (now.kind !== "file" || now.mode !== before.mode) disk.setMode(path, before.mode);
}
