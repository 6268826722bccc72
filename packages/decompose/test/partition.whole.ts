import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowerBound } from "../src/core/bound.ts";
import { condense } from "../src/core/condense.ts";
import { Evaluator } from "../src/core/evaluator.ts";
import { partition } from "../src/core/partition.ts";
import { divisions, partReach, serialLoop } from "./brute-force.ts";
import { random, randomProblem } from "./random-problem.ts";

const shapes = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
  nodes: fc.integer({ min: 1, max: 40 }),
  density: fc.double({ min: 0.02, max: 0.6, noNaN: true }),
  cycles: fc.boolean(),
  workers: fc.integer({ min: 1, max: 4 }),
  rich: fc.boolean(),
});

describe("partition", () => {
  it("divides every node once, without a circle, never below the bound", () => {
    fc.assert(
      fc.property(shapes, ({ seed, ...shape }) => {
        const problem = randomProblem(seed, shape);
        const result = partition(problem, { maxParts: 6, aimMs: 5000 });
        expect(result.curve.length).toBeGreaterThan(0);
        for (const point of result.curve) {
          expect(point.part).toHaveLength(problem.count);
          expect(partReach(problem.count, problem.check, point.part)).toBeDefined();
          expect(point.expectedMs).toBeGreaterThanOrEqual(result.bound.expectedMs * (1 - 1e-9));
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("finds the best division of small graphs nearly always", () => {
    let best = 0;
    let worst = 1;
    const runs = 40;
    for (let seed = 0; seed < runs; seed++) {
      const shape = { nodes: 7, density: 0.15 + 0.1 * (seed % 5), cycles: false, workers: 1, rich: false };
      const problem = randomProblem(seed * 7919 + 5, shape);
      let least = Number.POSITIVE_INFINITY;
      for (const part of divisions(7)) least = Math.min(least, serialLoop(problem, part) ?? least);
      const { curve } = partition(problem, { maxParts: 7, aimMs: 0 });
      const found = Math.min(...curve.map((point) => point.expectedMs));
      if (found <= least * (1 + 1e-9)) best++;
      worst = Math.max(worst, found / least);
    }
    expect(best / runs).toBeGreaterThanOrEqual(0.95);
    expect(worst).toBeLessThanOrEqual(1.02);
  });

  it("gives the same answer twice", () => {
    const shape = { nodes: 120, density: 0.04, cycles: true, workers: 2, rich: true };
    const run = () => partition(randomProblem(11, shape), { maxParts: 8, aimMs: 20_000 }).curve;
    expect(run()).toEqual(run());
  });

  it("keeps façade nodes together and fixed nodes alone", () => {
    for (let seed = 1; seed < 10; seed++) {
      const shape = { nodes: 25, density: 0.1, cycles: true, workers: 2, rich: true };
      const problem = randomProblem(seed, shape);
      problem.facade[3] = problem.facade[9] = 1;
      for (const { part } of partition(problem, { maxParts: 8, aimMs: 0 }).curve) {
        expect(part[3]).toBe(part[9]);
        for (let v = 0; v < 25; v++) {
          if (problem.fixed[v] === 1) expect(part.filter((p) => p === part[v])).toHaveLength(1);
        }
      }
    }
  });

  it("leaves no part with tests alone", () => {
    for (let seed = 1; seed < 30; seed++) {
      const shape = { nodes: 30, density: 0.08, cycles: false, workers: 2, rich: false };
      const problem = randomProblem(seed, shape);
      for (let v = 0; v < 30; v++) if (!problem.check.to.includes(v)) problem.attached[v] = 1;
      for (const { part } of partition(problem, { maxParts: 8, aimMs: 0 }).curve) {
        const grounded = new Set(
          [...part.keys()].filter((v) => problem.attached[v] === 0).map((v) => part[v]),
        );
        for (const p of part) expect(grounded.has(p)).toBe(true);
      }
    }
  });

  it("starts from pieces when there are many nodes", () => {
    const problem = randomProblem(3, { nodes: 1200, density: 0.003, cycles: false, workers: 2, rich: false });
    const folder = Int32Array.from({ length: 1200 }, (_, v) => Math.floor(v / 20));
    const { curve, bound } = partition(problem, { maxParts: 6, aimMs: 0, folder });
    expect(curve.map((point) => point.parts)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const point of curve) {
      expect(partReach(1200, problem.check, point.part)).toBeDefined();
      expect(point.expectedMs).toBeGreaterThanOrEqual(bound.expectedMs * (1 - 1e-9));
    }
  });

  it("respects the cap on files where the graph allows it", () => {
    const problem = {
      ...randomProblem(5, { nodes: 60, density: 0.04, cycles: false, workers: 1, rich: false }),
      maxFiles: 20,
    };
    const { curve } = partition(problem, { maxParts: 12, aimMs: 0 });
    const { part } = curve.at(-1)!;
    const files = new Map<number, number>();
    for (const p of part) files.set(p, (files.get(p) ?? 0) + 1);
    expect(Math.max(...files.values())).toBeLessThanOrEqual(20);
  });
});

describe("Evaluator", () => {
  it("is the definition, on one worker", () => {
    fc.assert(
      fc.property(shapes, ({ seed, ...shape }) => {
        const problem = randomProblem(seed, { ...shape, cycles: false, workers: 1, rich: false });
        const next = random(seed);
        const part = Int32Array.from({ length: problem.count }, (_, v) =>
          Math.floor((v / 8) * (0.5 + next())),
        );
        const parts = Math.max(...part) + 1;
        const expected = serialLoop(problem, part) ?? Number.POSITIVE_INFINITY;
        expectClose(new Evaluator(problem, parts, part).score(), expected);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it("scores the same after moves as from scratch", () => {
    fc.assert(
      fc.property(shapes, ({ seed, ...shape }) => {
        const { problem } = condense(randomProblem(seed, shape));
        const next = random(seed + 1);
        const part = new Int32Array(problem.count);
        for (let v = 0; v < problem.count; v++)
          part[v] = problem.fixed[v] === 1 ? 4 + v : Math.floor(next() * 4);
        const parts = 4 + problem.count;
        const moved = new Evaluator(
          problem,
          parts,
          new Int32Array(part.map((p, v) => (p < 4 ? (v * 4) / problem.count : p))),
        );
        for (let v = 0; v < problem.count; v++) moved.move(v, part[v]!);
        expectClose(moved.score(), new Evaluator(problem, parts, part).score());
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it("takes at least as long by schedule as by its bound, and never longer than by one worker", () => {
    fc.assert(
      fc.property(shapes, ({ seed, ...shape }) => {
        const { problem } = condense(randomProblem(seed, shape));
        const part = Int32Array.from({ length: problem.count }, (_, v) => v);
        const quick = new Evaluator(problem, problem.count, part).score();
        const exact = new Evaluator(problem, problem.count, part, true).score();
        const serial = new Evaluator({ ...problem, workers: 1 }, problem.count, part).score();
        expect(exact).toBeGreaterThanOrEqual(quick * (1 - 1e-9));
        expect(exact).toBeLessThanOrEqual(serial * (1 + 1e-9));
        expect(lowerBound(problem).expectedMs).toBeLessThanOrEqual(quick * (1 + 1e-9));
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

function expectClose(actual: number, expected: number): void {
  if (expected === Number.POSITIVE_INFINITY) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, expected));
}
