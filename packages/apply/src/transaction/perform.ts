import { dirname, join } from "node:path";
import type { Result } from "@sixty/model";
import { type ChangeSet, contentsOf } from "../changeset.ts";
import type { Tree } from "../tree.ts";
import { type Disk, folderMaker, standingAt } from "./disk.ts";

/** Every path that a change set touches: the journal has to know them all. */
export function touchedPaths(changes: ChangeSet): string[] {
  return [
    ...changes.moves.flatMap((move) => [move.from, move.to]),
    ...changes.edits.map((edit) => edit.path),
    ...changes.writes.map((write) => write.path),
    ...changes.links.map((link) => link.path),
  ];
}

/** What is written where, read before anything moves. */
export function prepare(changes: ChangeSet, tree: Tree): Result<ReadonlyMap<string, Uint8Array>> {
  return contentsOf(changes, tree);
}

/** Moves and writes. Throws what the disk throws: the caller holds the journal. */
export function perform(
  root: string,
  changes: ChangeSet,
  contents: ReadonlyMap<string, Uint8Array>,
  disk: Disk,
): void {
  const makeFolder = folderMaker(disk);
  for (const { from, to } of changes.moves) {
    makeFolder(dirname(join(root, to)));
    disk.rename(join(root, from), join(root, to));
  }
  for (const [path, bytes] of contents) {
    makeFolder(dirname(join(root, path)));
    disk.write(join(root, path), bytes);
  }
  for (const { path, target } of changes.links) {
    makeFolder(dirname(join(root, path)));
    disk.link(join(root, path), target);
  }
  removeEmptied(root, changes, disk);
}

/** Git keeps no empty folders; neither does a move. */
function removeEmptied(root: string, changes: ChangeSet, disk: Disk): void {
  const folders = new Set<string>();
  for (const { from } of changes.moves)
    for (let folder = dirname(from); folder !== "."; folder = dirname(folder)) folders.add(folder);
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    const standing = standingAt(join(root, folder));
    if (standing.kind === "folder" && standing.names.length === 0) disk.removeFolder(join(root, folder));
  }
}
