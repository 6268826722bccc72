import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importsOf } from "../src/core/adjacency.ts";
import { agglomerate, cut } from "../src/core/agglomerate.ts";
import { hasBit } from "../src/core/bits.ts";
import { Reach } from "../src/core/clusters.ts";
import { condense } from "../src/core/condense.ts";
import { listSchedule } from "../src/core/list-schedule.ts";
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
