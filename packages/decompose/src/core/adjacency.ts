import type { Edges } from "./problem.ts";

/** Compressed rows: the neighbours of v are `list[start[v]] … list[start[v + 1] − 1]`. */
export interface Adjacency {
  readonly start: Int32Array;
  readonly list: Int32Array;
}

/** What each node imports. */
export function importsOf(count: number, edges: Edges): Adjacency {
  return group(count, edges.from, edges.to);
}

/** Who imports each node. */
export function importersOf(count: number, edges: Edges): Adjacency {
  return group(count, edges.to, edges.from);
}

function group(count: number, by: Int32Array, other: Int32Array): Adjacency {
  const start = new Int32Array(count + 1);
  for (const v of by) start[v + 1]!++;
  for (let v = 0; v < count; v++) start[v + 1]! += start[v]!;
  const next = start.slice(0, count);
  const list = new Int32Array(by.length);
  for (let i = 0; i < by.length; i++) list[next[by[i]!]!++] = other[i]!;
  return { start, list };
}
