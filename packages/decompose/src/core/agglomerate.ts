import { Clusters } from "./clusters.ts";
import { MergeHeap } from "./heap.ts";
import { MergeCost } from "./merge-cost.ts";
import type { SplitProblem } from "./problem.ts";

export interface Merge {
  readonly kept: number;
  readonly gone: number;
}

/** Below this many clusters every pair is tried, not only neighbours. */
const ALL_PAIRS = 40;
/** Neighbours at two steps that one node brings in at most: hubs would bring in everything. */
const TWO_STEPS = 8;

/**
 * Draws the nodes of a condensed problem together pair by pair, always the legal merge that raises the expected loop
 * least. The list of merges is the whole family of divisions, from one part per node to one part.
 * Merges beyond the caps, of which `capMs` is one on the union's loop, come last, when no other is left.
 */
export function agglomerate(problem: SplitProblem, capMs = Number.POSITIVE_INFINITY): Merge[] {
  const clusters = new Clusters(problem);
  const cost = new MergeCost(clusters);
  cost.capMs = capMs;
  const merges: Merge[] = [];
  let free = 0;
  for (let v = 0; v < problem.count; v++) free += 1 - problem.fixed[v]!;
  firstNeighbours(clusters);
  const heap = new MergeHeap();
  let capped = true;
  for (let v = 0; v < problem.count; v++) pushAll(v, true);
  while (free > 1) {
    const pair = next() ?? nextAnyhow();
    if (!pair) break;
    const [a, b] = pair;
    clusters.merge(a, b);
    cost.merge(a, b);
    merges.push({ kept: a, gone: b });
    free--;
    if (free === ALL_PAIRS) everyPair();
    pushAll(a, false);
  }
  return merges;

  function next(): [number, number] | undefined {
    for (;;) {
      const top = heap.pop();
      if (!top) return undefined;
      const { a, b } = top;
      if (clusters.alive[a] === 0 || clusters.alive[b] === 0) continue;
      if (top.version !== versions(a, b) || !legal(a, b)) continue;
      const delta = cost.delta(a, b);
      if (delta === Number.POSITIVE_INFINITY) continue;
      const rival = heap.peek();
      if (rival === undefined || delta <= rival.delta + 1e-9) return [a, b];
      heap.push({ ...top, delta });
    }
  }

  /** Neighbours ran out: two that follow each other in a topological order can always merge. */
  function nextAnyhow(): [number, number] | undefined {
    everyPair();
    for (let v = 0; v < problem.count; v++) pushAll(v, true);
    const pair = next();
    if (pair || !capped) return pair;
    capped = false;
    cost.capMs = Number.POSITIVE_INFINITY;
    for (let v = 0; v < problem.count; v++) pushAll(v, true);
    return next();
  }

  function everyPair(): void {
    const free = clusters.order.filter((v) => problem.fixed[v] === 0);
    for (const a of free) for (const b of free) if (a !== b) clusters.near[a]!.add(b);
    for (let v = 0; v < problem.count; v++) pushAll(v, true);
  }

  function pushAll(a: number, onlyAbove: boolean): void {
    if (clusters.alive[a] === 0 || problem.fixed[a] === 1) return;
    for (const b of clusters.near[a]!) {
      if (problem.fixed[b] === 1 || (onlyAbove && b < a) || !legal(a, b)) continue;
      const [low, high] = a < b ? [a, b] : [b, a];
      const delta = cost.delta(low, high);
      if (delta < Number.POSITIVE_INFINITY) {
        heap.push({ delta, a: low, b: high, version: versions(low, high) });
      }
    }
  }

  function versions(a: number, b: number): number {
    return clusters.version[a]! + clusters.version[b]!;
  }

  function legal(a: number, b: number): boolean {
    if (capped) {
      if (clusters.files[a]! + clusters.files[b]! > problem.maxFiles) return false;
      if (clusters.tokens[a]! + clusters.tokens[b]! > problem.maxTokens) return false;
    }
    return !clusters.check.between(a, b);
  }
}

function firstNeighbours(clusters: Clusters): void {
  const { problem, near } = clusters;
  const join = (a: number, b: number) => {
    if (a === b) return;
    near[a]!.add(b);
    near[b]!.add(a);
  };
  for (let i = 0; i < problem.check.from.length; i++) join(problem.check.from[i]!, problem.check.to[i]!);
  for (let i = 0; i < problem.near.from.length; i++) join(problem.near.from[i]!, problem.near.to[i]!);
  for (let v = 0; v < problem.count; v++) {
    for (const side of [clusters.imports[v]!, clusters.importers[v]!]) {
      const list = [...side].sort((x, y) => x - y);
      for (let i = 0; i + 1 < list.length && i < TWO_STEPS * 4; i++) {
        for (let j = i + 1; j < list.length && j <= i + 2; j++) join(list[i]!, list[j]!);
      }
    }
  }
}

/** Cluster of each node after the first `steps` merges, numbered 0 … by first node. */
export function cut(
  problem: SplitProblem,
  merges: readonly Merge[],
  steps: number,
): { part: Int32Array; parts: number } {
  const into = new Int32Array(problem.count).map((_, v) => v);
  for (const { kept, gone } of merges.slice(0, steps)) into[gone] = kept;
  const root = (v: number): number => {
    let x = v;
    while (into[x] !== x) x = into[x]!;
    return x;
  };
  const number = new Map<number, number>();
  const part = new Int32Array(problem.count);
  for (let v = 0; v < problem.count; v++) {
    const r = root(v);
    if (!number.has(r)) number.set(r, number.size);
    part[v] = number.get(r)!;
  }
  return { part, parts: number.size };
}
