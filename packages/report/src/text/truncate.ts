import { width } from "./width.ts";

/** Cuts the middle out, because names of packages differ at both ends. */
export function truncateMiddle(text: string, cells: number, ellipsis: string): string {
  if (width(text) <= cells) return text;
  const room = cells - width(ellipsis);
  if (room < 1) return take(text, cells, "start");
  const end = take(text, Math.floor(room / 2), "end");
  return take(text, room - width(end), "start") + ellipsis + end;
}

/** Cuts the end off. */
export function truncateEnd(text: string, cells: number, ellipsis: string): string {
  if (width(text) <= cells) return text;
  return take(text, Math.max(0, cells - width(ellipsis)), "start") + take(ellipsis, cells, "start");
}

/** As much of one side as fits, never half of what a reader sees as one character. */
export function take(text: string, cells: number, side: "start" | "end"): string {
  const pieces = /^[\x20-\x7e]*$/.test(text)
    ? text.split("")
    : [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);
  if (side === "end") pieces.reverse();
  const taken: string[] = [];
  let used = 0;
  for (const piece of pieces) {
    used += width(piece);
    if (used > cells) break;
    taken.push(piece);
  }
  return (side === "end" ? taken.reverse() : taken).join("");
}
