import type { TextEdit } from "../changeset.ts";
import type { Placement } from "../placement.ts";
import { namedBy } from "./named.ts";

/** A place that names files which move, by a folder or a pattern, or in a way that cannot be rewritten. */
export interface Found {
  readonly text: string;
  readonly at: number;
  /** How many of them move. */
  readonly files: number;
}

/** Words of any text that name what moves: edits that let paths of files follow them, and the rest. */
export function tokensIn(
  file: string,
  text: string,
  placement: Placement,
): { edits: TextEdit[]; found: Found[]; all: Found[] } {
  const edits: TextEdit[] = [];
  const found: Found[] = [];
  const all: Found[] = [];
  for (const match of text.matchAll(/[^\s"'`()<>,;=|[\]:#\\]+/g)) {
    const word = match[0].replace(/[.!?]+$/, "");
    if (!word.includes("/") || (text[match.index - 1] === ":" && word.startsWith("//"))) continue;
    const named = namedBy(word, file, placement);
    if (!named) continue;
    const one = { text: word, at: match.index, files: named.kind === "file" ? 1 : named.files };
    all.push(one);
    if (named.kind === "file")
      edits.push({ start: match.index, end: match.index + word.length, text: named.text });
    else found.push(one);
  }
  return { edits, found, all };
}
