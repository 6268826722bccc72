import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentiles, summarise } from "../src/index.ts";

describe("percentiles", () => {
  const cases: [name: string, sample: [value: number, weight: number][], p50: number, p95: number][] = [
    ["nothing", [], 0, 0],
    ["nothing that counts", [[7, 0]], 0, 0],
    ["one", [[7, 0.1]], 7, 7],
    [
      "the lower of two equals at the half",
      [
        [1, 1],
        [2, 1],
      ],
      1,
      2,
    ],
    [
      "weight, not count",
      [
        [1, 1],
        [2, 1],
        [9, 8],
      ],
      9,
      9,
    ],
    [
      "five in a hundred are above p95",
      [
        [1, 95],
        [9, 5],
      ],
      1,
      1,
    ],
    [
      "a hair more is not",
      [
        [1, 94.9],
        [9, 5.1],
      ],
      1,
      9,
    ],
  ];
  it.each(cases)("%s", (_, sample, p50, p95) => {
    const rows = sample.map(([value, weight]) => ({ value, weight }));
    expect(percentiles(rows, [0.5, 0.95])).toEqual([p50, p95]);
  });

  it("is the nearest rank of the sample in which each value stands as often as it weighs", () => {
    const rows = fc.array(fc.record({ value: fc.nat({ max: 20 }), weight: fc.nat({ max: 4 }) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 100 }), (sample, percent) => {
        const flat = sample
          .flatMap(({ value, weight }) => new Array<number>(weight).fill(value))
          .sort((a, b) => a - b);
        const expected = flat[Math.ceil((percent * flat.length) / 100) - 1] ?? 0;
        expect(percentiles(sample, [percent / 100])).toEqual([expected]);
        expect(percentiles([...sample].reverse(), [percent / 100])).toEqual([expected]);
      }),
      { seed: 60, numRuns: 1000 },
    );
  });
});

describe("summarise", () => {
  it("counts what is exactly on budget as within it", () => {
    const sample = [
      { value: 60, weight: 3 },
      { value: 61, weight: 1 },
    ];
    expect(summarise(sample, 60)).toEqual({ p50Ms: 60, p95Ms: 61, expectedMs: 60, withinBudget: 0.75 });
  });
  it("finds nothing wrong with nothing", () => {
    expect(summarise([], 60)).toEqual({ p50Ms: 0, p95Ms: 0, expectedMs: 0, withinBudget: 1 });
  });
});
