import type { ModuleEdge, ModuleGraph, Workspace } from "@sixty/model";
import { traceName } from "@sixty/modules";
import { byName, isRelative } from "../paths.ts";
import type { Placement } from "../placement.ts";
import { entriesOf, entryFiles } from "../surface.ts";
import { ownerOf } from "./dependents.ts";

/** An import in another package that names a file which moves, by an alias of the old package's sources. */
export interface AliasedEdge {
  readonly edge: ModuleEdge;
  /** The file, as it is before the split. */
  readonly file: string;
  /** The old name's entry that has all that the import takes, where its package may not import a part. */
  readonly entry?: string;
}

/**
 * Edges that leave no choice: the file is gone from where their alias leads.
 *
 * @param mayTake whether files of a package may import a part; else the reason why not
 */
export function aliasedEdges(
  placement: Placement,
  graph: ModuleGraph,
  workspace: Workspace,
  mayTake: (packageName: string | undefined) => string | undefined,
): AliasedEdge[] {
  const entries = entryFiles(placement, graph);
  const found: AliasedEdge[] = [];
  for (const edge of graph.edges) {
    const from = graph.files[edge.from]!.path;
    const file = graph.files[edge.to]!.path;
    if (placement.partOf(from) !== undefined || isRelative(edge.specifier) || !isModule(edge.kind)) continue;
    if (placement.to(file) === file || entries.has(file)) continue;
    const entry = mayTake(ownerOf(workspace, from)) && entryWith(edge, file, placement, graph);
    found.push({ edge, file, ...(entry ? { entry } : {}) });
  }
  return found;
}

/** The entry whose name has most in common with the specifier, of those that export the same things by the same names. */
function entryWith(
  edge: ModuleEdge,
  file: string,
  placement: Placement,
  graph: ModuleGraph,
): string | undefined {
  const names = edge.names.map((taken) => taken.imported);
  if (names.length === 0 || names.includes("*") || (edge.kind !== "value" && edge.kind !== "type"))
    return undefined;
  const origin = (path: string, name: string) => {
    const [one, other] = traceName(graph, path, name);
    return one && !other ? `${one.file}\0${one.name}` : undefined;
  };
  return [...entriesOf(placement, graph)]
    .filter(([, path]) =>
      names.every((name) => origin(path, name) !== undefined && origin(path, name) === origin(file, name)),
    )
    .map(([subpath]) => placement.name + subpath.slice(1))
    .sort((a, b) => shared(b, edge.specifier) - shared(a, edge.specifier) || byName(a, b))[0];
}

function shared(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function isModule(kind: string): boolean {
  return kind !== "sibling" && kind !== "glob" && kind !== "url" && kind !== "reference";
}
