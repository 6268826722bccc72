import type { Adjacency } from "./adjacency.ts";

export interface Components {
  readonly count: number;
  /** Component of each node; an importer's number is above those of what it imports. */
  readonly of: Int32Array;
}

/** Strongly connected components, Tarjan's algorithm without recursion. Numbers are a topological order, leaves first. */
export function components(nodes: number, imports: Adjacency): Components {
  const of = new Int32Array(nodes).fill(-1);
  const index = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const next = imports.start.slice(0, nodes);
  const open: number[] = [];
  const path: number[] = [];
  let counter = 0;
  let count = 0;
  for (let root = 0; root < nodes; root++) {
    if (index[root] !== -1) continue;
    path.push(root);
    while (path.length > 0) {
      const v = path.at(-1)!;
      if (index[v] === -1) {
        index[v] = low[v] = counter++;
        open.push(v);
      }
      const child = step(v);
      if (child >= 0) path.push(child);
      else {
        path.pop();
        if (low[v] === index[v]) close(v);
        const parent = path.at(-1);
        if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[v]!);
      }
    }
  }
  return { count, of };

  /** Next unvisited import of v, or −1 when all are done. */
  function step(v: number): number {
    const end = imports.start[v + 1]!;
    while (next[v]! < end) {
      const w = imports.list[next[v]!++]!;
      if (index[w] === -1) return w;
      if (of[w] === -1) low[v] = Math.min(low[v]!, index[w]!);
    }
    return -1;
  }

  function close(v: number): void {
    for (;;) {
      const w = open.pop()!;
      of[w] = count;
      if (w === v) break;
    }
    count++;
  }
}
