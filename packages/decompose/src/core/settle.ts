import { importersOf, importsOf } from "./adjacency.ts";
import { contract } from "./contract.ts";
import type { SplitProblem } from "./problem.ts";
import { components } from "./scc.ts";

export interface Settled {
  readonly problem: SplitProblem;
  /** Settled node of each condensed one. */
  readonly of: Int32Array;
}

/** Share of all costs up to which a file counts as an appendix of its importer. */
const SMALL = 0.001;

/**
 * Puts nodes together that no good division takes apart, so that they move as one: a test with the one node that
 * imports all else that the test imports, and a small node without tests with its only importer in the same folder.
 * Acyclic stays acyclic: nothing imports a test, and nothing else leads to a node with one importer.
 */
export function settle(problem: SplitProblem, folder: Int32Array | undefined): Settled {
  const { count } = problem;
  const imports = importsOf(count, problem.check);
  const importers = importersOf(count, problem.check);
  const whole = problem.build.reduce(
    (sum, ms, v) => sum + (problem.fixed[v] === 1 ? 0 : ms + problem.test[v]!),
    0,
  );
  const to = new Int32Array(count).map((_, v) => v);
  const files = problem.files.slice();
  const tokens = problem.tokens.slice();
  for (let v = 0; v < count; v++) {
    if (problem.fixed[v] === 1 || problem.facade[v] === 1) continue;
    const above = importers.list.subarray(importers.start[v], importers.start[v + 1]);
    if (problem.attached[v] === 1 && above.length === 0) {
      join(v, topImport(v));
    } else if (above.length === 1 && problem.test[v] === 0 && problem.build[v]! <= SMALL * whole) {
      if (problem.attached[v] === 1) continue;
      const user = above[0]!;
      const free = problem.fixed[user] === 0 && problem.facade[user] === 0 && problem.attached[user] === 0;
      if (free && folder !== undefined && folder[user] === folder[v] && fits(user, v)) join(v, user);
    }
  }
  const group = numbered(to);
  const first = contract(problem, group.of, group.count);
  const order = components(first.count, importsOf(first.count, first.check));
  const of = group.of.map((g) => order.of[g]!);
  return { problem: contract(problem, of, order.count), of };

  /** The import that itself imports all the others; v where there is none. */
  function topImport(v: number): number {
    const list = imports.list.subarray(imports.start[v], imports.start[v + 1]);
    // Condensed nodes are in topological order: only the highest can import the others.
    const top = list.reduce((most, u) => Math.max(most, u), -1);
    if (top < 0 || problem.fixed[top] === 1 || !fits(top, v)) return v;
    if (list.length === 1) return top;
    const below = new Set([top]);
    const open = [top];
    for (let u = open.pop(); u !== undefined; u = open.pop()) {
      for (let i = imports.start[u]!; i < imports.start[u + 1]!; i++) {
        const w = imports.list[i]!;
        if (!below.has(w)) {
          below.add(w);
          open.push(w);
        }
      }
    }
    return list.every((u) => below.has(u)) ? top : v;
  }

  function fits(a: number, b: number): boolean {
    const [x, y] = [rootOf(to, a), rootOf(to, b)];
    return files[x]! + files[y]! <= problem.maxFiles && tokens[x]! + tokens[y]! <= problem.maxTokens;
  }

  function join(v: number, user: number): void {
    if (user === v) return;
    to[v] = user;
    const root = rootOf(to, user);
    files[root]! += files[v]!;
    tokens[root]! += tokens[v]!;
  }
}

function rootOf(to: Int32Array, v: number): number {
  let x = v;
  while (to[x] !== x) x = to[x]!;
  return x;
}

function numbered(to: Int32Array): { of: Int32Array; count: number } {
  const number = new Map<number, number>();
  const of = new Int32Array(to.length);
  for (let v = 0; v < to.length; v++) {
    const r = rootOf(to, v);
    if (!number.has(r)) number.set(r, number.size);
    of[v] = number.get(r)!;
  }
  return { of, count: number.size };
}
