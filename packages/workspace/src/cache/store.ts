import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Workspace } from "@sixty/model";
import { checkStamp, type Stamp } from "./stamp.ts";

/** Goes up whenever a read of the same files would give another result. */
const VERSION = 4;

interface Entry {
  readonly version: number;
  /** What was asked for, and by which program. */
  readonly question: string;
  /** Milliseconds since the epoch, before the first stamp was taken. */
  readonly takenAt: number;
  readonly stamps: readonly (readonly [path: string, stamp: Stamp])[];
  readonly workspace: Workspace;
}

/** The stored answer to `question`, if everything it was read from is still the same. */
export function recall(file: string, root: string, question: string, now: number): Workspace | undefined {
  const entry = readEntry(file);
  if (entry?.version !== VERSION || entry.question !== question || entry.workspace.root !== root) return;
  const fresh: (readonly [string, Stamp])[] = [];
  let restamped = false;
  for (const pair of entry.stamps) {
    const [key, stamp] = pair;
    const checked = checkStamp(join(root, key.split("\0", 1)[0]!), stamp, entry.takenAt);
    if (checked === "changed") return;
    fresh.push(checked === "same" ? pair : [key, checked]);
    restamped ||= checked !== "same";
  }
  // Stats that are new but stand for the same content are kept, so that the next call need not hash.
  if (restamped) writeEntry(file, { ...entry, takenAt: now, stamps: fresh });
  return entry.workspace;
}

export function remember(
  file: string,
  question: string,
  takenAt: number,
  stamps: ReadonlyMap<string, Stamp>,
  workspace: Workspace,
): void {
  writeEntry(file, { version: VERSION, question, takenAt, stamps: [...stamps], workspace });
}

function readEntry(file: string): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

/** Only this module writes the file; what is checked is what a torn or foreign file would lack. */
function isEntry(value: unknown): value is Entry {
  const entry = value as Partial<Entry> | null;
  return typeof entry === "object" && entry !== null && Array.isArray(entry.stamps) && !!entry.workspace;
}

/** A cache that cannot be written is no reason to fail. */
function writeEntry(file: string, entry: Entry): void {
  const draft = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, JSON.stringify(entry));
    renameSync(draft, file);
  } catch {
    discard(draft);
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What cannot be removed was never there, or cannot be helped.
  }
}
