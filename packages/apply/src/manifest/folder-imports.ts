import type { ModuleGraph, Part, Workspace } from "@sixty/model";
import { type Dependents, ownerOf } from "../imports/dependents.ts";
import type { Placement } from "../placement.ts";
import { nameOf, type Usage } from "./usage.ts";

/** Folders of the packages and parts that the package in a folder imports after the split. */
export function folderImports(
  placement: Placement,
  usage: ReadonlyMap<string, Usage>,
  { retargets }: Dependents,
  graph: ModuleGraph,
  workspace: Workspace,
): (root: string) => ReadonlySet<string> {
  const rootOf = new Map<string, string>(workspace.packages.map((p) => [p.npmName ?? p.name, p.root]));
  for (const part of placement.parts) rootOf.set(nameOf(part, placement), part.root);
  const imports = new Map<string, Set<string>>();
  const add = (from: string, to: string | undefined) => {
    if (to !== undefined && to !== from) imports.set(from, (imports.get(from) ?? new Set()).add(to));
  };
  for (const part of placement.parts) {
    const { source, test, sourceParts, testParts } = usage.get(part.name)!;
    for (const name of [...source, ...test, ...sourceParts, ...testParts]) add(part.root, rootOf.get(name));
  }
  for (const { edge, names } of retargets) {
    const owner = ownerOf(workspace, graph.files[edge.from]!.path);
    const root = workspace.packages.find((p) => p.name === owner)?.root;
    if (root !== undefined) for (const { file } of names.values()) add(root, placement.partOf(file)!.root);
  }
  return (root) => imports.get(root) ?? new Set();
}

/** Parts without the façade, each after those that it imports; by name where that leaves a choice. */
export function inBuildOrder(placement: Placement, usage: ReadonlyMap<string, Usage>): Part[] {
  const ordered = new Set<Part>();
  const visit = (part: Part) => {
    if (part.facade || ordered.has(part)) return;
    const { sourceParts, testParts } = usage.get(part.name)!;
    for (const other of placement.parts)
      if (other !== part && (sourceParts.has(other.name) || testParts.has(other.name))) visit(other);
    ordered.add(part);
  };
  for (const part of placement.parts) visit(part);
  return [...ordered];
}
