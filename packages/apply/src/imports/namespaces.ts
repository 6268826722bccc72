import type { ModuleEdge, ModuleGraph } from "@sixty/model";

/**
 * A graph in which `import * as ns` takes one thing, `*`, and not the members that are used of it: a statement can
 * only be rewritten by the names that it binds.
 */
export function wholeNamespaces(graph: ModuleGraph): ModuleGraph {
  if (!graph.edges.some(hasMembers)) return graph;
  return { ...graph, edges: graph.edges.map((edge) => (hasMembers(edge) ? whole(edge) : edge)) };
}

function hasMembers({ names }: ModuleEdge): boolean {
  return names.some(({ member }) => member);
}

function whole(edge: ModuleEdge): ModuleEdge {
  const names = new Map(
    edge.names.map((taken) => [
      taken.local,
      taken.member ? { imported: "*", local: taken.local, typeOnly: taken.typeOnly } : taken,
    ]),
  );
  return { ...edge, names: [...names.values()] };
}
