import { emptyProblem, type SplitProblem } from "../src/core/problem.ts";

/** A small generator with a seed (mulberry32), so that a failing graph can be made again. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Shape {
  readonly nodes: number;
  readonly density: number;
  readonly cycles: boolean;
  readonly workers: number;
  /** Build and test graphs differ, edits are not always seen, other packages depend on this one. */
  readonly rich: boolean;
}

/** Layers of files that mostly import files just below, with a few hubs. */
export function randomProblem(seed: number, shape: Shape): SplitProblem {
  const next = random(seed);
  const n = shape.nodes;
  const all: [number, number, boolean][] = [];
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (next() < shape.density) all.push([i, j, !shape.rich || next() < 0.7]);
      else if (shape.cycles && next() < 0.02) all.push([j, i, false]);
    }
  }
  const edges = (list: typeof all) => ({
    from: Int32Array.from(list, (edge) => edge[0]),
    to: Int32Array.from(list, (edge) => edge[1]),
  });
  const check = edges(all);
  const problem: SplitProblem = {
    ...emptyProblem(n, check),
    run: shape.rich ? edges(all.filter((edge) => edge[2])) : check,
    workers: shape.workers,
    buildFixed: Math.floor(next() * 2000),
    testFixed: Math.floor(next() * 2000),
    testAfterBuild: !shape.rich || next() < 0.5,
  };
  for (let v = 0; v < n; v++) {
    problem.build[v] = Math.ceil(next() * 3000);
    problem.test[v] = next() < 0.5 ? 0 : Math.ceil(next() * 20_000);
    problem.edit[v] = 0.02 + next() ** 3;
    if (shape.rich) problem.api[v] = next() < 0.5 ? 1 : next();
    if (shape.rich && v > n - 3 && n > 6 && isTop(v, check)) problem.fixed[v] = 1;
  }
  return problem;
}

function isTop(v: number, check: { to: Int32Array; from: Int32Array }): boolean {
  return !check.to.includes(v);
}
