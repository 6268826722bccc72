import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importsOf } from "../src/core/adjacency.ts";
import { agglomerate, cut } from "../src/core/agglomerate.ts";
import { hasBit } from "../src/core/bits.ts";
import { lowerBound } from "../src/core/bound.ts";
import { edgeBreaks } from "../src/core/breaks.ts";
import { Reach } from "../src/core/clusters.ts";
import { condense } from "../src/core/condense.ts";
import { Evaluator } from "../src/core/evaluator.ts";
import { fuse } from "../src/core/fuse.ts";
import { listSchedule } from "../src/core/list-schedule.ts";
import { emptyProblem, type SplitProblem } from "../src/core/problem.ts";
import { components } from "../src/core/scc.ts";
import { partReach } from "./brute-force.ts";
import { random, randomProblem } from "./random-problem.ts";

const graphs = fc.record({
  n: fc.integer({ min: 1, max: 12 }),
  pairs: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 40 }),
});

describe("components", () => {
  it("are the classes of mutual reachability, numbered leaves first", () => {
    fc.assert(
      fc.property(graphs, ({ n, pairs }) => {
        const list = pairs.filter(([a, b]) => a < n && b < n);
        const edges = { from: Int32Array.from(list, (x) => x[0]), to: Int32Array.from(list, (x) => x[1]) };
        const reach = Array.from({ length: n }, (_, a) => Array.from({ length: n }, (_, b) => a === b));
        for (const [a, b] of list) reach[a]![b] = true;
        for (let via = 0; via < n; via++)
          for (let a = 0; a < n; a++)
            for (let b = 0; b < n; b++) if (reach[a]![via] && reach[via]![b]) reach[a]![b] = true;
        const { of } = components(n, importsOf(n, edges));
        for (let a = 0; a < n; a++) {
          for (let b = 0; b < n; b++) {
            expect(of[a] === of[b]).toBe(reach[a]![b] && reach[b]![a]);
            if (reach[a]![b]) expect(of[a]!).toBeGreaterThanOrEqual(of[b]!);
          }
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("copes with a chain of 200,000 nodes", () => {
    const n = 200_000;
    const from = Int32Array.from({ length: n - 1 }, (_, i) => i);
    const to = Int32Array.from({ length: n - 1 }, (_, i) => i + 1);
    expect(components(n, importsOf(n, { from, to })).count).toBe(n);
  });
});

describe("agglomerate", () => {
  it("goes down to one part through acyclic divisions only", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const shape = {
        nodes: 5 + (seed % 30),
        density: 0.12,
        cycles: true,
        workers: 1 + (seed % 2),
        rich: seed % 3 === 0,
      };
      const { problem } = condense(randomProblem(seed, shape));
      const free = problem.count - problem.fixed.reduce((sum, one) => sum + one, 0);
      const merges = agglomerate(problem);
      expect(merges.length).toBe(Math.max(0, free - 1));
      for (let steps = 0; steps <= merges.length; steps++) {
        const { part, parts } = cut(problem, merges, steps);
        expect(parts).toBe(problem.count - steps);
        expect(partReach(problem.count, problem.check, part)).toBeDefined();
      }
    }
  });
});

describe("Reach", () => {
  it("stays the closure while clusters merge", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { problem } = condense(
        randomProblem(seed, { nodes: 14, density: 0.15, cycles: false, workers: 1, rich: false }),
      );
      const next = random(seed);
      const reach = new Reach(problem.count, problem.check);
      const part = Int32Array.from({ length: problem.count }, (_, v) => v);
      for (let step = 0; step < 30; step++) {
        const a = part[Math.floor(next() * problem.count)]!;
        const b = part[Math.floor(next() * problem.count)]!;
        if (a === b) continue;
        const merged = part.map((p) => (p === b ? a : p));
        const legal = partReach(problem.count, problem.check, merged) !== undefined;
        expect(reach.between(a, b)).toBe(!legal);
        if (!legal) continue;
        reach.merge(a, b);
        part.set(merged);
        const truth = partReach(problem.count, problem.check, part)!;
        for (const x of new Set(part))
          for (const y of new Set(part)) expect(hasBit(reach.up, x, y)).toBe(truth[x]![y]);
      }
    }
  });
});

describe("listSchedule", () => {
  it("keeps every worker busy while a task is ready", () => {
    const ms = Float64Array.from([3, 3, 2, 2, 2]);
    const tail = ms.slice();
    const waits = [[], [], [], [], []];
    const run = (workers: number) =>
      listSchedule({ count: 5, ms, waits }, new Uint8Array(5).fill(1), tail, workers);
    expect([run(1), run(2), run(5)]).toEqual([12, 7, 3]);
  });

  it("takes the longest chain first", () => {
    const ms = Float64Array.from([4, 4, 1, 6]);
    const waits = [[], [], [3], []];
    const tail = Float64Array.from([4, 4, 7, 6]);
    expect(listSchedule({ count: 4, ms, waits }, new Uint8Array(4).fill(1), tail, 2)).toBe(8);
  });
});

describe("fuse", () => {
  /** Files, and above them packages that take some of them and of one another. */
  function withOutsiders(seed: number): SplitProblem {
    const next = random(seed);
    const inner = randomProblem(seed, { nodes: 9, density: 0.2, cycles: false, workers: 1, rich: false });
    const total = 9 + 8;
    const from = [...inner.check.from];
    const to = [...inner.check.to];
    for (let v = 9; v < total; v++) {
      for (let u = 0; u < v; u++) {
        if (next() > (u < 9 ? 0.15 : 0.3)) continue;
        from.push(v);
        to.push(u);
      }
    }
    const problem = { ...emptyProblem(total, { from: Int32Array.from(from), to: Int32Array.from(to) }) };
    const path = new Float64Array(total);
    const testAlone = new Float64Array(total);
    for (let v = 0; v < total; v++) {
      problem.build[v] = Math.ceil(next() * 100);
      path[v] = problem.build[v]!;
      problem.test[v] = Math.ceil(next() * 500);
      testAlone[v] = problem.test[v]!;
      problem.edit[v] = v < 9 ? next() : 0;
      problem.fixed[v] = v < 9 ? 0 : 1;
    }
    return { ...problem, path, testAlone, buildFixed: 50, testFixed: 70 };
  }

  it("leaves the work of every division as it was, with fewer nodes", () => {
    let fewer = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const { problem } = condense(withOutsiders(seed));
      const { problem: small, of } = fuse(problem);
      fewer += problem.count - small.count;
      const next = random(seed);
      // Pieces of a topological order never form a circle.
      let piece = 0;
      const part = new Int32Array(problem.count);
      for (let v = 0; v < problem.count; v++) {
        if (problem.fixed[v] === 0) part[v] = next() < 0.4 ? ++piece : piece;
      }
      for (let v = 0; v < problem.count; v++) if (problem.fixed[v] === 1) part[v] = ++piece;
      const fusedPart = new Int32Array(small.count);
      for (let v = 0; v < problem.count; v++) fusedPart[of[v]!] = part[v]!;
      const before = new Evaluator(problem, piece + 1, part).score();
      expect(new Evaluator(small, piece + 1, fusedPart).score()).toBeCloseTo(before, 6);
    }
    expect(fewer).toBeGreaterThan(300);
  });

  it("values the imports to break as if every package stood alone", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const problem = withOutsiders(seed);
      const bound = (one: SplitProblem) => lowerBound(condense(one).problem).expectedMs;
      for (const { from, to, savedMs } of edgeBreaks(problem, 3)) {
        const rows = [...problem.check.from.keys()].filter(
          (i) => problem.check.from[i] !== from || problem.check.to[i] !== to,
        );
        const check = {
          from: Int32Array.from(rows, (i) => problem.check.from[i]!),
          to: Int32Array.from(rows, (i) => problem.check.to[i]!),
        };
        const without = bound({ ...problem, check, run: check });
        expect(savedMs).toBeCloseTo(bound(problem) - without, 6);
      }
    }
  });
});
