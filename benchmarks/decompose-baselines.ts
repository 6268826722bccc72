// What the plans are compared with: five ways to divide a condensed graph into k parts.
import Graph from "graphology";
import louvain from "graphology-communities-louvain";
import { importsOf } from "../packages/decompose/src/core/adjacency.ts";
import { folderOrder } from "../packages/decompose/src/core/coarsen.ts";
import { Evaluator } from "../packages/decompose/src/core/evaluator.ts";
import type { SplitProblem } from "../packages/decompose/src/core/problem.ts";
import { components } from "../packages/decompose/src/core/scc.ts";

/** One part per folder, those on a circle together; the smallest merge into their neighbour in order until k are left. */
export function folders(problem: SplitProblem, folder: Int32Array, k: number): Int32Array {
  return fewer(problem, acyclic(problem, folder), k);
}

/** Pieces of equal cost of one topological order. */
export function intervals(problem: SplitProblem, folder: Int32Array, k: number): Int32Array {
  const order = folderOrder(problem, folder);
  const cost = (v: number) => problem.build[v]! + problem.test[v]!;
  const total = order.reduce((sum, v) => sum + cost(v), 0);
  const part = new Int32Array(problem.count);
  let seen = 0;
  for (const v of order) {
    part[v] = Math.min(k - 1, Math.floor((seen / total) * k));
    seen += cost(v);
  }
  return part;
}

/** Communities of the import graph, those on a circle together. */
export function communities(problem: SplitProblem, k: number): Int32Array {
  const graph = new Graph({ type: "undirected" });
  for (let v = 0; v < problem.count; v++) graph.addNode(String(v));
  for (let i = 0; i < problem.check.from.length; i++) {
    graph.mergeEdge(String(problem.check.from[i]), String(problem.check.to[i]));
  }
  const found = louvain(graph, { rng: () => 0.5 });
  const part = Int32Array.from({ length: problem.count }, (_, v) => found[String(v)]!);
  return fewer(problem, acyclic(problem, part), k);
}

/**
 * Greedy two-way unification after Vakilian et al. (ICSE 2015): a part is cut in two by growing its lower half from
 * what is imported upwards, one node at a time, always the node that costs least; the best cut of any part is taken
 * until there are k parts.
 */
export function twoWay(problem: SplitProblem, k: number): Int32Array {
  let part: Int32Array = new Int32Array(problem.count);
  for (let parts = 1; parts < k; parts++) {
    let best: { part: Int32Array; score: number } | undefined;
    for (let p = 0; p < parts; p++) {
      const cut = cutInTwo(problem, part, p, parts);
      if (cut && (best === undefined || cut.score < best.score)) best = cut;
    }
    if (!best) break;
    part = best.part;
  }
  return part;
}

function cutInTwo(problem: SplitProblem, start: Int32Array, p: number, fresh: number) {
  const at = new Evaluator(problem, fresh + 1, start);
  const imports = importsOf(problem.count, problem.check);
  let best: { part: Int32Array; score: number } | undefined;
  const left = new Set([...start.keys()].filter((v) => start[v] === p));
  while (left.size > 1) {
    let pick = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const v of left) {
      const below = imports.list.subarray(imports.start[v], imports.start[v + 1]);
      if (below.some((u) => left.has(u))) continue;
      at.move(v, fresh);
      const score = at.score();
      if (score < least) {
        least = score;
        pick = v;
      }
      at.move(v, p);
    }
    if (pick < 0) break;
    at.move(pick, fresh);
    left.delete(pick);
    if (best === undefined || least < best.score) best = { part: at.part.slice(), score: least };
  }
  return best;
}

/** Parts on a circle become one. */
function acyclic(problem: SplitProblem, part: Int32Array): Int32Array {
  const number = new Map([...new Set(part)].map((p, i) => [p, i]));
  const own = part.map((p) => number.get(p)!);
  const edges = { from: problem.check.from.map((v) => own[v]!), to: problem.check.to.map((v) => own[v]!) };
  const { of } = components(number.size, importsOf(number.size, edges));
  return own.map((p) => of[p]!);
}

/** Parts are numbered in topological order: neighbours in it can merge. The cheapest goes to its cheaper neighbour. */
function fewer(problem: SplitProblem, part: Int32Array, k: number): Int32Array {
  let own = part;
  for (;;) {
    const count = Math.max(...own) + 1;
    if (count <= k) return own;
    const cost = new Float64Array(count);
    own.forEach((p, v) => {
      cost[p]! += problem.build[v]! + problem.test[v]!;
    });
    const p = cost.indexOf(Math.min(...cost));
    const low = p === 0 ? 0 : p === count - 1 || cost[p - 1]! <= cost[p + 1]! ? p - 1 : p;
    own = own.map((q) => (q > low ? q - 1 : q));
  }
}
