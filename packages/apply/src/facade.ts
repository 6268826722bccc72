import type { ModuleGraph } from "@sixty/model";
import { exportedNames } from "@sixty/modules";
import type { Barrel } from "./barrel.ts";
import { clause, punctuationOf } from "./barrel-text.ts";
import { byName, isSource } from "./paths.ts";
import type { Placement } from "./placement.ts";
import { entryFiles } from "./surface.ts";
import { lineEnding } from "./text.ts";

/** A file that stays at the path of an entry that moved, and passes on all of it. */
export interface Stub {
  /** The entry, as it was before the split; the stub has its path. */
  readonly file: string;
  /** What it exports; undefined where it is not known by name, as in CommonJS. */
  readonly names: readonly string[] | undefined;
}

/** The old name's entries stay where they were, whichever part their code went to. */
export function facadeStubs(placement: Placement, graph: ModuleGraph): Stub[] {
  return [...entryFiles(placement, graph)]
    .filter((file) => isSource(file) && placement.to(file) !== file)
    .sort(byName)
    .map((file) => ({ file, names: isCommonJs(file) ? undefined : exportedNames(graph, file) }));
}

/**
 * The text of a stub.
 *
 * @param specifier of the part's entry that has the file's exports
 * @param barrel of the part, where its one entry exports what other files have too
 * @param like the entry's own text, for its style
 */
export function stubText(stub: Stub, specifier: string, barrel: Barrel | undefined, like: string): string {
  const { quote, end } = punctuationOf(like);
  const from = `from ${quote}${specifier}${quote}${end}`;
  const lines: string[] = [];
  if (!stub.names) lines.push(`module.exports = require(${quote}${specifier}${quote})${end}`);
  else if (barrel) {
    const taken = stub.names.flatMap((name) => {
      const there = barrel.names.get(stub.file)?.get(name);
      return there ? [{ name, as: there.name, typeOnly: there.typeOnly }] : [];
    });
    for (const typeOnly of [false, true]) {
      const names = taken.filter((one) => one.typeOnly === typeOnly);
      const list = names.map(({ name, as }) => (name === as ? name : `${as} as ${name}`));
      if (list.length > 0) lines.push(`${clause(typeOnly ? "export type" : "export", list)} ${from}`);
    }
  } else {
    lines.push(`export * ${from}`);
    if (stub.names.includes("default")) lines.push(`export { default } ${from}`);
  }
  return lines
    .map((line) => `${line}\n`)
    .join("")
    .replaceAll("\n", lineEnding(like));
}

function isCommonJs(file: string): boolean {
  return /\.c[jt]s$/.test(file);
}
