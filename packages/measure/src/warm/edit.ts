import { appendFileSync, lstatSync, readFileSync, truncateSync, utimesSync } from "node:fs";
import { extname, join } from "node:path";
import type { Problem } from "@sixty/model";
import { dropJournal, type JournalEntry, writeJournal } from "./journal.ts";
import type { ProcessId } from "./process-id.ts";

/** A file with one line more than its author wrote. */
export interface Edit {
  readonly root: string;
  readonly entry: JournalEntry;
  readonly journal: string;
}

const COMMENTS: ReadonlyMap<string, (text: string) => string> = new Map([
  ...[".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"].map(
    (extension) => [extension, (text: string) => `// ${text}`] as const,
  ),
  ...[".vue", ".svelte", ".html"].map(
    (extension) => [extension, (text: string) => `<!-- ${text} -->`] as const,
  ),
  ...[".css", ".scss", ".less"].map((extension) => [extension, (text: string) => `/* ${text} */`] as const),
]);

/** Whether a comment line can be put behind a file of this kind. */
export function canEdit(file: string): boolean {
  return COMMENTS.has(extname(file));
}

/**
 * Puts one comment line behind a file: unlike any before it, so that no cache knows the content.
 * The way back is on the disk before the file changes.
 */
export function applyEdit(root: string, file: string, token: string, editor: ProcessId): Edit {
  const path = join(root, file);
  const stat = lstatSync(path);
  const original = readFileSync(path);
  const eol = original.includes("\r\n") ? "\r\n" : "\n";
  const opened = original.length === 0 || original.at(-1) === 0x0a ? "" : eol;
  const entry: JournalEntry = {
    file,
    original: original.toString("base64"),
    appended: `${opened}${COMMENTS.get(extname(file))!(`sixty ${token}`)}${eol}`,
    atime: stat.atimeMs / 1000,
    mtime: stat.mtimeMs / 1000,
    ...editor,
  };
  const journal = writeJournal(root, entry);
  appendFileSync(path, entry.appended);
  return { root, entry, journal };
}

/**
 * Takes the line away by cutting the file back to its old length, which no kill can leave half done. A file
 * that somebody else changed meanwhile is left as they have it.
 *
 * @returns what there is to say, when the file is not as it was before the edit
 */
export function undoEdit({ root, entry }: Pick<Edit, "root" | "entry">): Problem | undefined {
  const path = join(root, entry.file);
  const original = Buffer.from(entry.original, "base64");
  let now: Buffer;
  try {
    now = readFileSync(path);
  } catch {
    return changed(entry.file, "was removed");
  }
  const edited = Buffer.concat([original, Buffer.from(entry.appended)]);
  // A kill may have come in the middle of the line.
  const ours = now.length >= original.length && edited.subarray(0, now.length).equals(now);
  if (!ours) {
    const marked = now.includes(entry.appended.trim());
    return changed(
      entry.file,
      marked ? `was changed, and still has the line ${entry.appended.trim()}` : "was changed",
    );
  }
  if (now.length > original.length) truncateSync(path, original.length);
  return undefined;
}

/** Gives the file its old times and forgets the edit. Only after `undoEdit`. */
export function closeEdit({ root, entry, journal }: Edit, times: boolean): void {
  if (times) utimesSync(join(root, entry.file), entry.atime, entry.mtime);
  dropJournal(journal);
}

function changed(file: string, how: string): Problem {
  return {
    code: "EDIT_KEPT",
    what: `The file ${how} by someone else while it was edited for a warm run, so it was left as it is`,
    where: file,
    fix: "Look at its end and remove a line that starts with a comment sign and the word sixty.",
  };
}
