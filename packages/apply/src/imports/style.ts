import type { ModuleGraph } from "@sixty/model";
import { isRelative, isSource } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { ExtensionStyle } from "./specifiers.ts";

/** How most relative imports of the package are written. */
export function extensionStyle(graph: ModuleGraph, placement: Placement): ExtensionStyle {
  const counts = { none: 0, js: 0, full: 0 };
  for (const edge of graph.edges) {
    const to = graph.files[edge.to]!;
    if (!isRelative(edge.specifier) || !isSource(to.path) || !placement.partOf(graph.files[edge.from]!.path))
      continue;
    const written = /\.[cm]?[jt]sx?$/.exec(edge.specifier)?.[0];
    if (written === undefined) counts.none += 1;
    else if (to.path.endsWith(written)) counts.full += 1;
    else counts.js += 1;
  }
  if (counts.js > counts.none && counts.js >= counts.full) return "js";
  return counts.full > counts.none ? "full" : "none";
}
