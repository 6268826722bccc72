import type { ModuleGraph } from "@sixty/model";
import { exportedNames } from "@sixty/modules";
import { byName, isSource } from "./paths.ts";
import type { Placement } from "./placement.ts";
import { entryFiles } from "./surface.ts";

/** A file that stays at the path of an entry that moved, and passes on all of it. */
export interface Stub {
  readonly path: string;
  /** The entry, as it was before the split. */
  readonly file: string;
  text(specifier: string): string;
}

/** The old name's entries stay where they were, whichever part their code went to. */
export function facadeStubs(placement: Placement, graph: ModuleGraph): Stub[] {
  const entries = [...entryFiles(placement, graph)];
  return entries
    .filter((file) => isSource(file) && placement.to(file) !== file)
    .sort(byName)
    .map((file) => ({
      path: file,
      file,
      text: (specifier) => stubText(file, specifier, exportedNames(graph, file).includes("default")),
    }));
}

function stubText(file: string, specifier: string, hasDefault: boolean): string {
  const quoted = JSON.stringify(specifier);
  if (/\.c[jt]s$/.test(file)) return `module.exports = require(${quoted});\n`;
  return `export * from ${quoted};\n${hasDefault ? `export { default } from ${quoted};\n` : ""}`;
}
