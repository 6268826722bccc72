import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitCosts } from "../src/costs/fit.ts";
import { nnls, squares } from "../src/costs/nnls.ts";
import { fixture } from "./fixture.ts";

describe("nnls", () => {
  const rows = fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)), { minLength: 3, maxLength: 12 });

  it("is never below zero, and no point of a grid is better", () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(100), { minLength: 12, maxLength: 12 }), (matrix, values) => {
        const target = values.slice(0, matrix.length);
        const x = nnls(matrix, target);
        expect(Math.min(...x)).toBeGreaterThanOrEqual(0);
        const error = squares(matrix, target, x);
        for (let a = 0; a <= 6; a += 1.5) {
          for (let b = 0; b <= 6; b += 1.5) {
            for (let c = 0; c <= 6; c += 1.5) {
              expect(error).toBeLessThanOrEqual(squares(matrix, target, [a, b, c]) * (1 + 1e-6) + 1e-6);
            }
          }
        }
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  it("finds the coefficients of exact data", () => {
    const matrix = [
      [1, 2, 0],
      [1, 5, 1],
      [1, 1, 4],
      [1, 9, 2],
    ];
    const x = nnls(
      matrix,
      matrix.map(([a, b, c]) => 3 * a! + 0.5 * b! + 2 * c!),
    );
    expect(x.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([3, 0.5, 2]);
  });
});

describe("fitCosts", () => {
  it("tells the fixed cost from the rest where enough was measured, else takes a prior", () => {
    const packages = Object.fromEntries(
      [1, 3, 5, 9, 14].map((n) => {
        const files = Object.fromEntries(Array.from({ length: n }, (_, i) => [`f${i}.ts`, ""]));
        return [`p${n}`, { files, buildMs: 700 + 100 * n }];
      }),
    );
    const { workspace, graph, timings } = fixture(packages);
    const [build] = fitCosts(workspace, graph, timings).tools;
    expect(build).toMatchObject({ target: "build", source: "fitted", packages: 5 });
    expect(Math.round(build!.fixedMs)).toBe(700);
    expect(Math.round(build!.perKbMs)).toBe(100);
    expect(build!.r2).toBeGreaterThan(0.999);
    const few = fitCosts({ ...workspace, tasks: workspace.tasks.slice(0, 2) }, graph, timings).tools[0];
    expect(few).toMatchObject({ source: "prior", packages: 2 });
  });
});
