import { createHash } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { lazy } from "@sixty/model";
import { z } from "zod";
import { stateFolder } from "../paths.ts";

/** What is needed to take an edit back, written before the edit is made. */
const entrySchema = lazy(() =>
  z.object({
    schema: z.literal("sixty.edit/1"),
    /** Workspace-relative, POSIX. */
    file: z.string(),
    /** The file as it was, base64. */
    original: z.string(),
    /** The line that is put behind it. */
    appended: z.string(),
    /** Seconds since the epoch. */
    atime: z.number(),
    mtime: z.number(),
    /** Process that edits, so that another one does not undo an edit in use. */
    pid: z.number(),
    /** When that process began, because its number may be another's by now; absent where the system does not tell. */
    born: z.string().optional(),
  }),
);
export type JournalEntry = Omit<z.infer<typeof entrySchema>, "schema">;

export interface JournalFile {
  readonly path: string;
  /** Undefined when it cannot be read: a kill came while it was written, so before the edit. */
  readonly entry: JournalEntry | undefined;
}

/** Writes an entry through to the disk. @returns its path */
export function writeJournal(root: string, entry: JournalEntry): string {
  const folder = journalFolder(root);
  mkdirSync(folder, { recursive: true });
  const name = createHash("sha256").update(entry.file).digest("hex").slice(0, 16);
  const path = join(folder, `${name}-${entry.pid}.json`);
  const fd = openSync(path, "w");
  try {
    writeSync(fd, JSON.stringify({ schema: "sixty.edit/1", ...entry }));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  syncFolder(folder);
  return path;
}

export function readJournals(root: string): JournalFile[] {
  return list(journalFolder(root)).map((name) => {
    const path = join(journalFolder(root), name);
    return { path, entry: parse(path) };
  });
}

export function dropJournal(path: string): void {
  rmSync(path, { force: true });
}

function journalFolder(root: string): string {
  return join(stateFolder(root), "edits");
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch {
    return [];
  }
}

function parse(path: string): JournalEntry | undefined {
  try {
    return entrySchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

/** So that the name of the journal survives a loss of power as well; not every system can. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const fd = openSync(folder, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
