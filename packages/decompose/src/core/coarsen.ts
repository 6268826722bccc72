import { importersOf } from "./adjacency.ts";
import { contract } from "./contract.ts";
import type { SplitProblem } from "./problem.ts";

export interface Coarse {
  readonly problem: SplitProblem;
  /** Coarse node of each node. */
  readonly of: Int32Array;
}

/**
 * Fewer nodes, still acyclic: pieces of one topological order that stays in a folder as long as it can. Pieces of an
 * order never form a circle. `folder[v]` is any number that is equal for nodes that belong together.
 */
export function coarsen(problem: SplitProblem, folder: Int32Array, target: number): Coarse {
  const order = folderOrder(problem, folder);
  let free = 0;
  let cost = 0;
  for (let v = 0; v < problem.count; v++) {
    if (problem.fixed[v] === 1) continue;
    free++;
    cost += problem.build[v]! + problem.test[v]!;
  }
  const most = Math.max(2, Math.ceil((1.5 * free) / target));
  const of = new Int32Array(problem.count);
  let group = -1;
  let size = 0;
  let filled = 0;
  let last = -1;
  for (const v of order) {
    const weight = problem.build[v]! + problem.test[v]!;
    const alone = problem.fixed[v] === 1 || (last >= 0 && problem.fixed[last] === 1);
    const apart = last < 0 || folder[v] !== folder[last] ? size * 2 >= most : false;
    if (last < 0 || alone || apart || size >= most || filled + weight > (2 * cost) / target) {
      group++;
      size = 0;
      filled = 0;
    }
    of[v] = group;
    size++;
    filled += weight;
    last = v;
  }
  return renumber(problem, of, group + 1);
}

/** What is imported first; among the ready ones those of the current folder, then the one that got ready last. */
export function folderOrder(problem: SplitProblem, folder: Int32Array): Int32Array {
  const { count } = problem;
  const importers = importersOf(count, problem.check);
  const open = new Int32Array(count);
  for (const importer of problem.check.from) open[importer]!++;
  const ready = new Map<number, number[]>();
  const stack: number[] = [];
  const add = (v: number) => {
    const list = ready.get(folder[v]!) ?? [];
    if (list.length === 0) stack.push(folder[v]!);
    list.push(v);
    ready.set(folder[v]!, list);
  };
  for (let v = count - 1; v >= 0; v--) if (open[v] === 0) add(v);
  const order = new Int32Array(count);
  let current = -1;
  for (let filled = 0; filled < count; filled++) {
    while ((ready.get(current)?.length ?? 0) === 0) current = stack.pop()!;
    const v = ready.get(current)!.pop()!;
    order[filled] = v;
    for (let i = importers.start[v]!; i < importers.start[v + 1]!; i++) {
      if (--open[importers.list[i]!]! === 0) add(importers.list[i]!);
    }
  }
  return order;
}

/** Pieces are numbered along the order, so a piece's number is above those of all that it imports. */
function renumber(problem: SplitProblem, of: Int32Array, count: number): Coarse {
  return { problem: contract(problem, of, count), of };
}
