import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Problem, type Result } from "@sixty/model";
import { z } from "zod";
import { byName } from "../paths.ts";
import { type Disk, kindAt, standingAt } from "./disk.ts";
import { ownerSchema } from "./owner.ts";

const size = z.int().nonnegative();

/** How a path stood before the split. The bytes of files stand one behind another in the journal's `blobs`. */
const beforeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("file"), hash: z.string(), at: size, length: size, mode: size }),
  z.object({ kind: z.literal("link"), target: z.string() }),
]);

export type Before = z.infer<typeof beforeSchema>;

export const journalSchema = z.object({
  schema: z.literal("sixty.journal/1"),
  id: z.string(),
  package: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  /** Every path that the split writes, moves from, or moves to, as it stood before; sorted. */
  paths: z.array(z.object({ path: z.string(), before: beforeSchema })),
  /** Lets an undo move files back, where they are still there, instead of writing them anew. */
  moves: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Folders that were not there before, deepest first. */
  folders: z.array(z.string()),
  /** Roots of new packages: nothing in them is older than the split. */
  roots: z.array(z.string()),
  /** The process that wrote it. */
  by: ownerSchema.optional(),
});
export type Journal = z.infer<typeof journalSchema>;

/** `open` until the split has ended one way or the other, and while it is taken back. */
export type JournalState = "open" | "kept" | "undone";

export interface StoredJournal {
  readonly journal: Journal;
  readonly state: JournalState;
  /** Absolute. */
  readonly folder: string;
}

export function journalsFolder(root: string): string {
  return join(root, ".sixty", "journal");
}

/** What a path's contents are compared by. */
export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * Stores how every path stands before the first of them is touched. The journal itself comes last: without it the
 * folder is a torn attempt, and nothing was changed.
 */
export function openJournal(
  root: string,
  head: Pick<Journal, "id" | "package" | "startedAt" | "moves" | "roots" | "by">,
  paths: readonly string[],
  disk: Disk,
): Result<StoredJournal> {
  const id = freeId(root, head.id);
  const folder = join(journalsFolder(root), id);
  try {
    return ok(writeJournal(root, { ...head, id }, folder, paths, disk));
  } catch (error) {
    try {
      disk.removeTree(folder);
    } catch {
      // Without its `journal.json` nobody reads it.
    }
    return fail({
      code: "CANNOT_WRITE",
      what: `The journal of the split cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      where: `.sixty/journal/${id}`,
      fix: "Make room on the disk or make the folder writable, then run it again; nothing was changed.",
    });
  }
}

function writeJournal(
  root: string,
  head: Pick<Journal, "id" | "package" | "startedAt" | "moves" | "roots" | "by">,
  folder: string,
  paths: readonly string[],
  disk: Disk,
): StoredJournal {
  disk.makeFolder(folder);
  disk.write(join(root, ".sixty", ".gitignore"), new TextEncoder().encode("*\n"));
  const blobs: Uint8Array[] = [];
  const stored = new Map<string, number>();
  let end = 0;
  const entries = [...new Set(paths)].sort(byName).map((path): Journal["paths"][number] => {
    const standing = standingAt(join(root, path));
    if (standing.kind === "link") return { path, before: { kind: "link", target: standing.target } };
    if (standing.kind !== "file") return { path, before: { kind: "none" } };
    const { bytes, mode } = standing;
    const hash = hashOf(bytes);
    const at = stored.get(hash) ?? end;
    if (at === end) {
      blobs.push(bytes);
      stored.set(hash, at);
      end += bytes.length;
    }
    return { path, before: { kind: "file", hash, at, length: bytes.length, mode } };
  });
  // One file, because each that has to be on the disk before the first move costs as much as all of its bytes.
  disk.writeDurably(join(folder, "blobs"), Buffer.concat(blobs));
  const journal: Journal = {
    schema: "sixty.journal/1",
    ...head,
    paths: entries,
    folders: newFolders(root, paths),
  };
  disk.writeDurably(join(folder, "journal.json"), new TextEncoder().encode(JSON.stringify(journal)));
  return { journal, state: "open", folder };
}

function freeId(root: string, wanted: string): string {
  const taken = new Set(names(journalsFolder(root)));
  let id = wanted;
  for (let n = 2; taken.has(id); n += 1) id = `${wanted}-${n}`;
  return id;
}

export type StoredFile = Extract<Before, { kind: "file" }>;

/** The bytes of every file as it stood; a problem when the journal has lost some. */
export function bytesBefore({ journal, folder }: StoredJournal): Result<(before: StoredFile) => Uint8Array> {
  const files = journal.paths.flatMap(({ before }) => (before.kind === "file" ? [before] : []));
  let all: Uint8Array = new Uint8Array();
  const bytesOf = ({ at, length }: StoredFile) => all.subarray(at, at + length);
  try {
    if (files.length > 0) all = readFileSync(join(folder, "blobs"));
  } catch {
    return fail(badJournal(journal.id, "blobs"));
  }
  return files.every((before) => hashOf(bytesOf(before)) === before.hash)
    ? ok(bytesOf)
    : fail(badJournal(journal.id, "blobs"));
}

function badJournal(id: string, file: string): Problem {
  return {
    code: "BAD_JOURNAL",
    what: "The journal of a split cannot be read",
    where: `.sixty/journal/${id}/${file}`,
    fix: "Restore the tree with git, then delete the folder.",
  };
}

/** An undo opens it again first: a kept split that is half taken back is neither. */
export function closeJournal(stored: StoredJournal, state: JournalState, disk: Disk): void {
  disk.writeDurably(join(stored.folder, "state"), new TextEncoder().encode(state));
}

const RAN = "ran";

/** Notes that tasks are about to run on the split tree: what they build, git does not bring back. */
export function noteRun(stored: StoredJournal, disk: Disk): void {
  disk.writeDurably(join(stored.folder, RAN), new Uint8Array());
}

export function hasRun({ folder }: StoredJournal): boolean {
  return kindAt(join(folder, RAN)) === "file";
}

/** Every whole journal, oldest first. */
export function journalsOf(root: string): Result<StoredJournal[]> {
  const stored: StoredJournal[] = [];
  for (const id of names(journalsFolder(root))) {
    const folder = join(journalsFolder(root), id);
    const text = read(join(folder, "journal.json"));
    if (text === undefined) continue;
    const parsed = journalSchema.safeParse(parseJson(text));
    if (!parsed.success) return fail(badJournal(id, "journal.json"));
    const state = read(join(folder, "state"));
    stored.push({
      journal: parsed.data,
      state: state === "kept" || state === "undone" ? state : "open",
      folder,
    });
  }
  return ok(
    stored.sort(
      (a, b) => byName(a.journal.startedAt, b.journal.startedAt) || byName(a.journal.id, b.journal.id),
    ),
  );
}

/** Folders above the paths that are not there yet, deepest first. */
function newFolders(root: string, paths: readonly string[]): string[] {
  const missing = new Set<string>();
  for (const path of paths) {
    const segments = path.split("/");
    for (let length = segments.length - 1; length > 0; length -= 1) {
      const folder = segments.slice(0, length).join("/");
      if (missing.has(folder) || kindAt(join(root, folder)) !== "none") break;
      missing.add(folder);
    }
  }
  return [...missing].sort((a, b) => b.split("/").length - a.split("/").length || byName(a, b));
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder).sort(byName);
  } catch {
    return [];
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
