import { take } from "./truncate.ts";
import { width } from "./width.ts";

/** Breaks a paragraph at spaces into lines of at most `cells`; a longer word stays whole. */
export function wrap(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && width(longer) > cells) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Lines that one line may become. */
const MOST_FOLDS = 8;

/** One line as several of at most `cells`, all as deep as it begins; what is longer than eight of them is cut off. */
export function fold(text: string, cells: number): string[] {
  // Graphemes are measured one by one: nobody reads a bundle that a tool prints as one line.
  const bounded = text.slice(0, cells * MOST_FOLDS);
  if (width(bounded) <= cells) return [bounded];
  const indent = /^ */.exec(bounded)![0].slice(0, cells >> 1);
  const room = Math.max(2, cells - indent.length);
  return wrap(bounded.trimStart(), room)
    .flatMap((line) => pieces(line, room))
    .map((line) => indent + line)
    .slice(0, MOST_FOLDS);
}

function pieces(line: string, cells: number): string[] {
  const all: string[] = [];
  for (let left = line; left !== ""; left = left.slice(all.at(-1)!.length))
    all.push(take(left, cells, "start") || left);
  return all;
}
