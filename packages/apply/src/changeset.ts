import type { Obstacle, Result } from "@sixty/model";
import { ok } from "@sixty/model";
import MagicString from "magic-string";
import { decode, encode } from "./text.ts";
import type { Tree } from "./tree.ts";

export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Offsets are UTF-16, into the file as it was before any edit. An insertion has `start === end`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface FileEdits {
  /** As it is before the moves. */
  readonly path: string;
  readonly edits: readonly TextEdit[];
}

/** A whole new content, of a new file or of one that is there. */
export interface FileWrite {
  /** As it is after the moves. */
  readonly path: string;
  readonly text: string;
}

export interface FileLink {
  readonly path: string;
  readonly target: string;
}

/** An importer inside the workspace that goes on using the old name, and why. */
export interface Left {
  readonly file: string;
  readonly line: number;
  readonly names: readonly string[];
  readonly reason:
    | "namespace"
    | "default"
    | "own"
    | "kind"
    | "mocked"
    | "fixture"
    | "peer"
    | "private"
    /** Its build or tests are told something of the old name. */
    | "configured"
    /** Its tests would load a part twice: once by themselves, once from inside another part. */
    | "instances"
    | "unknown";
}

/** Everything that a split changes, before a single byte is written. All lists are sorted by path. */
export interface ChangeSet {
  readonly moves: readonly Move[];
  readonly edits: readonly FileEdits[];
  readonly writes: readonly FileWrite[];
  readonly links: readonly FileLink[];
  /** Specifiers that change. */
  readonly rewrites: number;
  /** New packages' folders. */
  readonly folders: readonly string[];
  /** Packages whose tasks must be run to verify, by their name after the split. */
  readonly packages: readonly string[];
  readonly left: readonly Left[];
  /**
   * How users of the old name get the parts: from the registry beside it, inside of its own tarball, or not at all
   * because the old package is private. Absent where nothing is split.
   */
  readonly release?: "published" | "bundled" | "private";
  /** Seen, carried on with, and worth a look. */
  readonly doubts: readonly Obstacle[];
}

/** Final bytes by path of every file that an edit or a write touches; moved files that keep their bytes are not in it. */
export function contentsOf(changes: ChangeSet, tree: Tree): Result<Map<string, Uint8Array>> {
  const to = new Map(changes.moves.map((move) => [move.from, move.to]));
  const contents = new Map<string, Uint8Array>();
  for (const { path, edits } of changes.edits) {
    const text = decode(tree.read(path) ?? new Uint8Array(), path);
    if (!text.ok) return text;
    contents.set(to.get(path) ?? path, encode(applyEdits(text.value, edits)));
  }
  for (const write of changes.writes) contents.set(write.path, encode(write.text));
  return ok(contents);
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const magic = new MagicString(text);
  for (const edit of edits) {
    if (edit.start === edit.end) magic.appendLeft(edit.start, edit.text);
    else magic.update(edit.start, edit.end, edit.text);
  }
  return magic.toString();
}
