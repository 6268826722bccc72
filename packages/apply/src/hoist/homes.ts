import type { ModuleEdge, ModuleGraph } from "@sixty/model";
import { originOf } from "../imports/dependents.ts";
import { localOf, type Source } from "./read.ts";

/** A type that moves: the file that gives it away, and its name there and in the leaf. */
export interface Home {
  readonly source: Source;
  readonly name: string;
}

export interface Homes {
  /** The type that an import takes by a name, when it moves to a leaf. */
  of(edge: ModuleEdge, imported: string): Home | undefined;
  /** The import as it has to be in a leaf: where it closed a cycle through a barrel, it goes to what is behind that. */
  behind(edge: ModuleEdge, imported: string): { readonly edge: ModuleEdge; readonly imported: string };
}

/**
 * Where types that an import takes will be. A type-only import of a barrel that leads back to the importer is followed
 * to the declaration, as the plan did: for the cycle to open it must not go through the barrel any more. Others, which
 * close no cycle, are left to the barrel.
 */
export function homesOf(sources: readonly Source[], graph: ModuleGraph): Homes {
  const bySource = new Map(sources.map((source) => [source.index, source]));
  const indexOf = new Map(graph.files.map(({ path }, at) => [path, at]));
  const leadsTo = reachability(graph);
  return { of, behind };

  function of(edge: ModuleEdge, imported: string): Home | undefined {
    const [from, to] = [graph.files[edge.from]!, graph.files[edge.to]!];
    if (imported === "*" || from.package !== to.package) return undefined;
    return homeIn(edge.to, imported) ?? passedOn(edge, imported, homeIn);
  }

  function behind(edge: ModuleEdge, imported: string): { edge: ModuleEdge; imported: string } {
    const found = passedOn(edge, imported, (to, name) => ({ edge: { ...edge, to }, imported: name }));
    return found ?? { edge, imported };
  }

  function homeIn(file: number, exported: string): Home | undefined {
    const source = bySource.get(file);
    const name = source && localOf(source, exported);
    return source && name !== undefined ? { source, name } : undefined;
  }

  function passedOn<T>(
    edge: ModuleEdge,
    name: string,
    then: (file: number, name: string) => T,
  ): T | undefined {
    if (edge.kind !== "type" || name === "*" || !leadsTo(edge.to, edge.from)) return undefined;
    const origin = originOf(graph, graph.files[edge.to]!.path, name);
    return origin && then(indexOf.get(origin.file)!, origin.name);
  }
}

/** Whether a file leads to another by imports inside of its package. */
function reachability({ files, edges }: ModuleGraph): (from: number, to: number) => boolean {
  const next = new Map<number, number[]>();
  for (const { from, to } of edges)
    if (files[from]!.package === files[to]!.package) next.set(from, [...(next.get(from) ?? []), to]);
  const reached = new Map<number, ReadonlySet<number>>();
  return (from, to) => {
    const known = reached.get(from) ?? reach(from);
    reached.set(from, known);
    return known.has(to);
  };

  function reach(from: number): ReadonlySet<number> {
    const seen = new Set([from]);
    for (const file of seen) for (const to of next.get(file) ?? []) seen.add(to);
    return seen;
  }
}
