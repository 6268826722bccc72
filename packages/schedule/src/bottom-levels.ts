import type { Graph } from "./graph.ts";

/** What a walk over the subgraph of some members found; arrays are by vertex and valid until the next walk. */
export interface BottomLevels {
  /** Members, and the vertices between two of them that are not members, each after its successors. */
  readonly order: Int32Array;
  /** Cost of the dearest chain that starts here, itself counted. */
  readonly level: Float64Array;
  /** Next vertex on that chain; -1 at its end. */
  readonly next: Int32Array;
  /** Direct predecessors within `order`. */
  readonly waiting: Int32Array;
  /** 1 for a member. */
  readonly isMember: Uint8Array;
}

/**
 * Finds the critical path from every member of a set, in one walk over what lies behind them.
 * A vertex outside of the set costs nothing but still orders the members on both sides of it.
 *
 * @param successors without cycles
 * @param costs by vertex, ≥ 0
 */
export function createBottomLevels(
  successors: Graph,
  costs: Float64Array,
): (members: Int32Array) => BottomLevels {
  const { size, offsets, targets } = successors;
  const level = new Float64Array(size);
  const next = new Int32Array(size);
  const waiting = new Int32Array(size);
  const isMember = new Uint8Array(size);
  const edgeAt = new Int32Array(size);
  const path = new Int32Array(size);
  const order = new Int32Array(size);
  /** 0 unseen, 1 seen, 2 leads to a member or is one. */
  const state = new Uint8Array(size);
  const seen = new Int32Array(size);
  let seenCount = 0;
  let count = 0;
  let depth = 0;

  function enter(vertex: number): void {
    state[vertex] = 1;
    seen[seenCount++] = vertex;
    level[vertex] = 0;
    next[vertex] = -1;
    waiting[vertex] = 0;
    edgeAt[vertex] = offsets[vertex]!;
    path[depth++] = vertex;
  }

  function leave(vertex: number): void {
    depth--;
    if (isMember[vertex]) level[vertex]! += costs[vertex]!;
    else if (state[vertex] === 1) return;
    state[vertex] = 2;
    order[count++] = vertex;
    if (depth > 0) take(path[depth - 1]!, vertex);
  }

  /** `to` is finished and leads to a member: `from` runs before it. */
  function take(from: number, to: number): void {
    state[from] = 2;
    waiting[to]!++;
    if (level[to]! > level[from]! || (level[to] === level[from] && to < next[from]!)) {
      level[from] = level[to]!;
      next[from] = to;
    }
  }

  function walk(root: number): void {
    enter(root);
    while (depth > 0) {
      const vertex = path[depth - 1]!;
      if (edgeAt[vertex] === offsets[vertex + 1]) {
        leave(vertex);
        continue;
      }
      const target = targets[edgeAt[vertex]!++]!;
      if (state[target] === 0) enter(target);
      else if (state[target] === 2) take(vertex, target);
    }
  }

  return (members) => {
    while (seenCount > 0) {
      const vertex = seen[--seenCount]!;
      state[vertex] = 0;
      isMember[vertex] = 0;
    }
    count = 0;
    for (const member of members) isMember[member] = 1;
    for (const member of members) if (state[member] === 0) walk(member);
    return { order: order.subarray(0, count), level, next, waiting, isMember };
  };
}
