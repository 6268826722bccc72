import type { ModuleEdge, ModuleGraph, Workspace } from "@sixty/model";
import { type Definition, isFixture, traceName } from "@sixty/modules";
import type { Left } from "../changeset.ts";
import { isInside, isRelative } from "../paths.ts";
import type { Placement } from "../placement.ts";
import { entryFiles } from "../surface.ts";

/** An import of the old name in another package, with the names of it that live in a part now. */
export interface Retarget {
  readonly edge: ModuleEdge;
  /** By local name of an import, by exported name of a re-export. */
  readonly names: ReadonlyMap<string, Definition>;
}

export interface Dependents {
  readonly retargets: readonly Retarget[];
  readonly left: readonly Left[];
}

/**
 * Imports of the old package in the rest of the workspace, traced by the names they take to the parts that define
 * them. What cannot be traced with certainty stays on the façade and is listed with a reason.
 *
 * @param mayTake whether files of a package may import a part; else the reason why not
 */
export function dependentsOf(
  placement: Placement,
  graph: ModuleGraph,
  workspace: Workspace,
  mayTake: (packageName: string | undefined, part: string) => Left["reason"] | undefined,
): Dependents {
  const entries = entryFiles(placement, graph);
  const owner = (file: string) => ownerOf(workspace, file);
  const mocked = ownersOfMocks(graph, workspace, entries);

  const retargets: Retarget[] = [];
  const left: Left[] = [];
  for (const edge of graph.edges) {
    const from = graph.files[edge.from]!.path;
    const to = graph.files[edge.to]!.path;
    if (placement.partOf(from) || !entries.has(to) || isRelative(edge.specifier) || edge.kind === "sibling")
      continue;
    const stays = new Map<Left["reason"], string[]>();
    const stay = (reason: Left["reason"], name: string) =>
      stays.set(reason, [...(stays.get(reason) ?? []), name]);
    const names = new Map<string, Definition>();
    if (isFixture(from)) stay("fixture", edge.specifier);
    else if (mocked.has(owner(from))) stay("mocked", edge.specifier);
    else if (edge.kind !== "value" && edge.kind !== "type") stay("kind", edge.specifier);
    else
      for (const taken of edge.names) {
        if (taken.imported === "*") stay("namespace", taken.local);
        else if (taken.imported === "default") stay("default", taken.local);
        else {
          const origin = originOf(graph, to, taken.imported);
          const part = origin && placement.partOf(origin.file);
          const refused = part && !part.facade ? mayTake(owner(from), part.name) : undefined;
          if (!origin || !part || !placement.isPlanned(origin.file)) stay("unknown", taken.imported);
          else if (part.facade) stay("own", taken.imported);
          else if (refused) stay(refused, taken.imported);
          else names.set(taken.local, origin);
        }
      }
    if (names.size > 0) retargets.push({ edge, names });
    for (const [reason, list] of stays)
      left.push({ file: from, line: edge.line, names: list.sort(), reason });
  }
  return { retargets, left };
}

/** Packages with a file that mocks one of these files: whoever is loaded by another name would not be mocked. */
export function ownersOfMocks(
  { files, edges }: ModuleGraph,
  workspace: Workspace,
  mocked: ReadonlySet<string>,
): ReadonlySet<string | undefined> {
  const mocks = edges.filter(({ kind, to }) => kind === "mock" && mocked.has(files[to]!.path));
  return new Set(mocks.map(({ from }) => ownerOf(workspace, files[from]!.path)));
}

/** The package whose folder holds a file: the deepest one. */
export function ownerOf(workspace: Workspace, file: string): string | undefined {
  let best: { name: string; root: string } | undefined;
  for (const p of workspace.packages)
    if (isInside(file, p.root) && (!best || depth(p.root) > depth(best.root))) best = p;
  return best?.name;
}

function depth(root: string): number {
  return root === "." ? 0 : root.length;
}

/** The one place where a name is defined; undefined when it is ambiguous, foreign, or a whole namespace. */
export function originOf(graph: ModuleGraph, file: string, name: string): Definition | undefined {
  const [definition, other] = traceName(graph, file, name);
  return definition && !other && definition.name !== "*" ? definition : undefined;
}
