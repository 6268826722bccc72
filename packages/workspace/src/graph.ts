/**
 * One cycle among `nodes`, as the names along it (the first is not repeated), or undefined.
 * Nodes and edges are visited in the order given. O(nodes + edges), no recursion.
 */
export function findCycle(
  nodes: readonly string[],
  next: (node: string) => readonly string[],
): readonly string[] | undefined {
  const state = new Map<string, "open" | "done">();
  for (const start of nodes) {
    if (state.has(start)) continue;
    const path: { node: string; edges: readonly string[]; at: number }[] = [];
    const enter = (node: string) => {
      state.set(node, "open");
      path.push({ node, edges: next(node), at: 0 });
    };
    enter(start);
    while (path.length > 0) {
      const top = path.at(-1)!;
      const to = top.edges[top.at++];
      if (to === undefined) {
        state.set(top.node, "done");
        path.pop();
      } else if (state.get(to) === "open") {
        return path.slice(path.findIndex((step) => step.node === to)).map((step) => step.node);
      } else if (!state.has(to)) enter(to);
    }
  }
  return undefined;
}

/** Everything reachable from `start` by one step or more; `start` itself only if it lies on a cycle. */
export function reach(
  start: Iterable<string>,
  next: (node: string) => Iterable<string>,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...start];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const to of next(node)) {
      if (seen.has(to)) continue;
      seen.add(to);
      queue.push(to);
    }
  }
  return seen;
}

/** Component of each node: nodes share a number exactly if they reach each other (Tarjan). */
export function components(
  nodes: readonly string[],
  next: (node: string) => readonly string[],
): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const component = new Map<string, number>();
  const open: string[] = [];
  let count = 0;
  for (const start of nodes) {
    if (index.has(start)) continue;
    const path: { node: string; edges: readonly string[]; at: number }[] = [];
    const enter = (node: string) => {
      index.set(node, index.size);
      low.set(node, index.get(node)!);
      open.push(node);
      path.push({ node, edges: next(node), at: 0 });
    };
    enter(start);
    while (path.length > 0) {
      const top = path.at(-1)!;
      const to = top.edges[top.at++];
      if (to !== undefined) {
        if (!index.has(to)) enter(to);
        else if (!component.has(to)) low.set(top.node, Math.min(low.get(top.node)!, index.get(to)!));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low.set(parent.node, Math.min(low.get(parent.node)!, low.get(top.node)!));
      if (low.get(top.node) !== index.get(top.node)) continue;
      for (let node = open.pop(); node !== undefined; node = open.pop()) {
        component.set(node, count);
        if (node === top.node) break;
      }
      count += 1;
    }
  }
  return component;
}
