import type { TextEdit } from "../changeset.ts";
import { lineEnding } from "../text.ts";

/** Longest line that a list is kept on. */
const WIDTH = 100;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Adds elements to a list in source text, in its layout: a list that grows too long for its line is spread.
 *
 * @param added new elements, by the index of the one that they come after
 */
export function addToList(
  text: string,
  list: Span,
  elements: readonly Span[],
  added: ReadonlyMap<number, readonly string[]>,
): TextEdit[] {
  const first = elements[0]!;
  const gap = /\r?\n[ \t]*$/.exec(text.slice(list.start, first.start))?.[0];
  const before = gap === undefined ? ", " : `,${gap}`;
  const edits = [...added].map(([at, items]) => {
    const { end } = elements[at]!;
    return { start: end, end, text: items.map((item) => before + item).join("") };
  });
  if (gap !== undefined) return edits;
  const all = elements.flatMap((span, at) => [text.slice(span.start, span.end), ...(added.get(at) ?? [])]);
  const next = printList(text, list.start, all, list.end - list.start);
  return next.includes("\n") ? [{ start: list.start, end: list.end, text: next }] : edits;
}

/**
 * A list in source text, on one line where that is short enough.
 *
 * @param at where it goes
 * @param length of what it stands in for
 */
export function printList(text: string, at: number, items: readonly string[], length: number): string {
  const flat = `[${items.join(", ")}]`;
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = text.indexOf("\n", at);
  const line = (lineEnd < 0 ? text.length : lineEnd) - lineStart;
  if (line - length + flat.length <= WIDTH) return flat;
  const eol = lineEnding(text);
  const indent = /^[ \t]*/.exec(text.slice(lineStart))![0];
  const step = indent.includes("\t") ? "\t" : "  ";
  return `[${items.map((item) => `${eol}${indent}${step}${item},`).join("")}${eol}${indent}]`;
}
