import { stripVTControlCharacters } from "node:util";

// Names and outputs come from outside: a terminal must not obey them, and text must not run backwards.
const CONTROL = /[\p{Cc}\u2028\u2029]/gu;
const CONTROL_BUT_BREAKS = /(?![\n\t])[\p{Cc}\u2028\u2029]/gu;
const INVISIBLE = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text for one line: escape sequences and direction marks gone, breaks and other control characters spaces. */
export function clean(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return stripVTControlCharacters(text).replace(INVISIBLE, "").replace(CONTROL, " ");
}

/** The same for text of several lines, such as the tail of an output. */
export function cleanLines(text: string): string {
  const bare = stripVTControlCharacters(text.replace(/\r\n/g, "\n")).replace(INVISIBLE, "");
  return bare.replace(CONTROL_BUT_BREAKS, " ").replace(/\t/g, "  ");
}
