import {
  fail,
  type Hoist,
  type ModuleEdge,
  type ModuleFile,
  type ModuleGraph,
  ok,
  type Result,
  type TakenName,
} from "@sixty/model";
import type { Tree } from "../tree.ts";
import { homesOf } from "./homes.ts";
import { type LeafImport, leafImports } from "./leaf.ts";
import { leaves, readSources, type Source } from "./read.ts";

/** A module graph as it will be once the hoists are made, before any file moves. */
export interface HoistedGraph {
  readonly graph: ModuleGraph;
  readonly sources: readonly Source[];
  /** Imports of each leaf, by its path. */
  readonly leaves: ReadonlyMap<string, readonly LeafImport[]>;
  /** Edges that no specifier in the present text stands for. */
  readonly virtual: ReadonlySet<ModuleEdge>;
  /** Of statements that take names of leaves, by position: an edge to each of these, and what stays as it was. */
  readonly split: ReadonlyMap<string, SplitEdge>;
}

export interface SplitEdge {
  readonly edges: readonly ModuleEdge[];
  readonly rest: ModuleEdge | undefined;
}

export function positionOf(edge: ModuleEdge): string {
  return `${edge.from}:${edge.start}`;
}

/** Adds the leaves and turns every import of what they take in to them. */
export function hoistGraph(hoists: readonly Hoist[], graph: ModuleGraph, tree: Tree): Result<HoistedGraph> {
  const read = readSources(hoists, graph, tree);
  if (!read.ok) return read;
  const sources = read.value;
  const files: ModuleFile[] = [...graph.files];
  const known = new Map(files.map((file, at) => [file.path, at]));
  const taken = sources.find(({ to }) => known.has(to));
  if (taken)
    return fail({
      code: "HOIST_TAKEN",
      what: "A hoist would write a file that is there",
      where: taken.to,
      fix: "Give the hoist another file in the plan.",
    });
  for (const { to, path } of sources)
    if (!known.has(to)) {
      known.set(to, files.length);
      files.push(leafFile(to, graph.files[known.get(path)!]!, sources));
    }
  const leafOf = (source: Source) => known.get(source.to)!;
  const bySource = new Map(sources.map((source) => [source.index, source]));

  const edges: ModuleEdge[] = [];
  const virtual = new Set<ModuleEdge>();
  const split = new Map<string, SplitEdge>();
  const homes = homesOf(sources, graph);
  const addVirtual = (edge: ModuleEdge) => {
    edges.push(edge);
    virtual.add(edge);
  };
  for (const edge of graph.edges) {
    const own = bySource.get(edge.from);
    if (own && leaves(own, edge.start) && edge.kind !== "sibling") {
      addVirtual({ ...edge, from: leafOf(own) });
      continue;
    }
    const moved = new Map<number, TakenName[]>();
    const kept = edge.names.filter((taken) => {
      const home = homes.of(edge, taken.imported);
      if (!home) return true;
      const leaf = leafOf(home.source);
      moved.set(leaf, [...(moved.get(leaf) ?? []), { ...taken, imported: home.name, typeOnly: true }]);
      return false;
    });
    if (moved.size === 0) {
      edges.push(edge);
      continue;
    }
    const rest = kept.length > 0 ? { ...edge, names: kept } : undefined;
    const toLeaves = [...moved].map(([to, names]) => ({ ...edge, to, names }));
    edges.push(...(rest ? [rest] : []), ...toLeaves);
    split.set(positionOf(edge), { edges: toLeaves, rest });
  }
  const imports = new Map<string, LeafImport[]>();
  const externals = [...graph.externals];
  for (const to of new Set(sources.map((source) => source.to))) {
    const members = sources.filter((source) => source.to === to);
    const needs = leafImports(members, homes);
    if (!needs.ok) return needs;
    imports.set(to, needs.value);
    const from = known.get(to)!;
    for (const name of needs.value) {
      const names = [{ imported: name.imported, local: name.local, typeOnly: true }];
      if (name.edge) addVirtual({ ...name.edge, from, kind: "type", names });
      else
        externals.push({
          from,
          package: packageOf(name.specifier),
          specifier: name.specifier,
          kind: "type",
          line: 1,
        });
    }
  }
  for (const source of sources) addVirtual(backEdge(source, leafOf(source)));
  return ok({ graph: { ...graph, files, edges, externals }, sources, leaves: imports, virtual, split });
}

/** The old path stays valid: the file that gave types away passes them on. */
function backEdge(source: Source, leaf: number): ModuleEdge {
  const names = source.leaving.flatMap(({ name, exportedAs }) =>
    exportedAs.map((reexportedAs) => ({ imported: name, local: reexportedAs, typeOnly: true, reexportedAs })),
  );
  return { from: source.index, to: leaf, kind: "type", specifier: "", start: -1, end: -1, line: 1, names };
}

function leafFile(path: string, like: ModuleFile, sources: readonly Source[]): ModuleFile {
  const names = new Set(
    sources.filter((source) => source.to === path).flatMap((source) => [...source.names]),
  );
  return {
    ...like,
    path,
    kind: "source",
    exports: [...names].sort().map((name) => ({ name, meaning: "type" as const, local: name })),
    declarations: [],
    sideEffects: false,
  };
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
