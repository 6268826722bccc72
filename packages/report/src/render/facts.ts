import type { Look } from "../look.ts";
import { paint } from "../text/paint.ts";
import { pad, width } from "../text/width.ts";

/** A few named lines, their names in one column. */
export function facts(entries: readonly (readonly [name: string, text: string])[], look: Look): string[] {
  const cells = entries.reduce((most, [name]) => Math.max(most, width(name)), 0);
  return entries.map(([name, text]) => `${paint(look).dim(pad(name, cells, "left"))}  ${text}`);
}
