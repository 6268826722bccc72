import type { TakenName } from "@sixty/model";

/** The names that `const { a, b: c } = require("x")` or `require("x").a` takes; everything when it is not so plain. */
export function takenBy(text: string, start: number, end: number): TakenName[] {
  const list = /\{([\w\s,:$]*)\}\s*=\s*$/.exec(text.slice(Math.max(0, start - 400), start))?.[1];
  if (list !== undefined) return destructuredNames(list);
  const member = /^\s*\.\s*([\w$]+)/.exec(text.slice(end, end + 200))?.[1];
  return [{ imported: member ?? "*", local: member ?? "*", typeOnly: false }];
}

/** `a, b: c` inside the braces of a pattern. */
export function destructuredNames(list: string): TakenName[] {
  return list
    .split(",")
    .map((piece) => piece.split(":").map((word) => word.trim()))
    .filter(([imported]) => imported)
    .map(([imported, local]) => ({ imported: imported!, local: local ?? imported!, typeOnly: false }));
}
