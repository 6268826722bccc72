import type { ModuleGraph, Part, Workspace } from "@sixty/model";
import { ownerOf } from "../imports/dependents.ts";
import type { Placement } from "../placement.ts";

/** What the files of one part (or of another package) import, as manifests name it. */
export interface Usage {
  /** npm names of packages outside of the split one, from sources and from tests. */
  readonly source: ReadonlySet<string>;
  readonly test: ReadonlySet<string>;
  /** Names of other parts (the façade by the old name). */
  readonly sourceParts: ReadonlySet<string>;
  readonly testParts: ReadonlySet<string>;
}

/** Usage by part name. */
export function usageOfParts(
  placement: Placement,
  graph: ModuleGraph,
  workspace: Workspace,
): ReadonlyMap<string, Usage> {
  const usage = new Map<string, Mutable>(placement.parts.map((part) => [part.name, empty()]));
  const tests = new Set(placement.parts.flatMap((part) => part.tests));
  const isTest = (at: number) => tests.has(graph.files[at]!.path) || graph.files[at]!.kind === "test";
  for (const external of graph.externals) {
    const part = placement.partOf(graph.files[external.from]!.path);
    // What only configuration imports is a tool: every part has a copy of the configuration and wants it.
    if (graph.files[external.from]!.kind === "config") continue;
    if (!part || external.package.startsWith("node:")) continue;
    usage.get(part.name)![isTest(external.from) ? "test" : "source"].add(external.package);
  }
  for (const edge of graph.edges) {
    const here = placement.partOf(graph.files[edge.from]!.path);
    const target = graph.files[edge.to]!.path;
    const there = placement.partOf(target);
    if (!here || edge.kind === "sibling" || graph.files[edge.from]!.kind === "config") continue;
    const mine = usage.get(here.name)!;
    if (there) {
      if (there !== here && placement.isPlanned(target))
        mine[isTest(edge.from) ? "testParts" : "sourceParts"].add(nameOf(there, placement));
    } else if (!edge.specifier.startsWith(".")) {
      const owner = workspace.packages.find((p) => p.name === ownerOf(workspace, target));
      const name = owner?.npmName ?? owner?.name;
      if (name && named(edge.specifier, name)) mine[isTest(edge.from) ? "test" : "source"].add(name);
    }
  }
  return usage;
}

export function nameOf(part: Part, placement: Placement): string {
  return part.facade ? placement.name : part.name;
}

interface Mutable {
  readonly source: Set<string>;
  readonly test: Set<string>;
  readonly sourceParts: Set<string>;
  readonly testParts: Set<string>;
}

function empty(): Mutable {
  return { source: new Set(), test: new Set(), sourceParts: new Set(), testParts: new Set() };
}

function named(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}
