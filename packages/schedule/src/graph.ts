/**
 * A directed graph in compressed rows: the successors of `v` are `targets[offsets[v] … offsets[v + 1] - 1]`, ascending.
 * Vertices are 0 … size − 1.
 */
export interface Graph {
  readonly size: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/** Builds a graph from one list of successors per vertex. Doubled edges are kept once. */
export function graphOf(successors: readonly (readonly number[])[]): Graph {
  const rows = successors.map((row) => Int32Array.from(new Set(row)).sort());
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, vertex) => {
    offsets[vertex + 1] = offsets[vertex]! + row.length;
  });
  const targets = new Int32Array(offsets[rows.length]!);
  rows.forEach((row, vertex) => {
    targets.set(row, offsets[vertex]!);
  });
  return { size: rows.length, offsets, targets };
}

/** The same edges, turned round. */
export function reverse(graph: Graph): Graph {
  const { size, offsets, targets } = graph;
  const turned = new Int32Array(size + 1);
  for (const target of targets) turned[target + 1]!++;
  for (let vertex = 0; vertex < size; vertex++) turned[vertex + 1]! += turned[vertex]!;
  const next = turned.slice();
  const sources = new Int32Array(targets.length);
  for (let vertex = 0; vertex < size; vertex++)
    for (let edge = offsets[vertex]!; edge < offsets[vertex + 1]!; edge++)
      sources[next[targets[edge]!]!++] = vertex;
  return { size, offsets: turned, targets: sources };
}

/** One vertex on or behind a cycle, or -1 when there is none. */
export function vertexOnCycle(graph: Graph): number {
  const { size, offsets, targets } = graph;
  const waiting = new Int32Array(size);
  for (const target of targets) waiting[target]!++;
  const queue = new Int32Array(size);
  let tail = 0;
  for (let vertex = 0; vertex < size; vertex++) if (waiting[vertex] === 0) queue[tail++] = vertex;
  for (let head = 0; head < tail; head++) {
    const vertex = queue[head]!;
    for (let edge = offsets[vertex]!; edge < offsets[vertex + 1]!; edge++)
      if (--waiting[targets[edge]!]! === 0) queue[tail++] = targets[edge]!;
  }
  return tail === size ? -1 : waiting.findIndex((count) => count > 0);
}
