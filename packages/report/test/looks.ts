import type { Look } from "../src/index.ts";

export const look: Look = { columns: 100, color: false, unicode: true };
export const narrow: Look = { columns: 80, color: false, unicode: false };

/** Expected text as it stands, without the line breaks around it. */
export const text = (lines: TemplateStringsArray) => lines.raw.join("").slice(1, -1);

// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
export const ESCAPES = /\u001b\[[\d;]*m/g;
