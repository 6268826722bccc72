import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookAtPairs } from "../src/index.ts";
import { hodgesLehmann, robustSd } from "../src/paired/estimate.ts";
import { signedRankP } from "../src/paired/signed-rank.ts";

describe("signed rank", () => {
  it("counts what trying every sign counts", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 9 }), (values) => {
        expect(signedRankP(values)).toBeCloseTo(byEverySign(values), 12);
      }),
      { seed: 60, numRuns: 300 },
    );
  });
  it.each([
    [[], 1],
    [[0, 0], 1],
    [[1, 2, 3, 4, 5, 6, 7, 8], 1 / 256],
    [[-1, -2, -3], 1],
  ])("of %j is %d", (values, p) => expect(signedRankP(values)).toBe(p));
});

describe("estimates", () => {
  it("finds the centre and the spread, whatever one outlier says", () => {
    expect(hodgesLehmann([1, 2, 3])).toBe(2);
    expect(hodgesLehmann([1, 2, 3, 1000])).toBe(2.75);
    expect(robustSd([1, 2, 3, 4, 1000])).toBeCloseTo(1.4826);
    expect([hodgesLehmann([]), robustSd([])]).toEqual([0, 0]);
  });
});

describe("looks", () => {
  const repeat = (count: number, values: number[]) =>
    Array.from({ length: count }, (_, at) => values[at % values.length]!);
  it.each([
    ["nothing yet", [], "more"],
    ["plainly faster", repeat(5, [-0.05, -0.06]), "pass"],
    ["plainly slower, before the first look", repeat(7, [0.2, 0.21]), "more"],
    ["plainly slower, 8 of 8 are not enough", repeat(8, [0.2, 0.21]), "more"],
    ["plainly slower", repeat(12, [0.2, 0.21]), "fail"],
    ["slower by less than matters", repeat(32, [0.02, 0.021]), "pass"],
    ["the same, but for noise", repeat(8, [0.3, -0.3]), "inconclusive"],
  ] as const)("%s", (_, differences, state) => {
    expect(lookAtPairs(differences).state).toBe(state);
  });

  const noise = { "4%": 0.04, "8%": 0.08 };
  it.each(Object.entries(noise))("keeps its rates at %s of noise a run", (_, sd) => {
    const random = normals(60);
    const trials = 400;
    const failed = (slower: number) =>
      Array.from({ length: trials }, () => {
        const differences: number[] = [];
        for (;;) {
          differences.push(Math.log(1 + slower) + sd * (random() - random()));
          const { state } = lookAtPairs(differences);
          if (state !== "more") return state;
        }
      }).filter((state) => state === "fail").length / trials;
    expect(failed(0)).toBeLessThanOrEqual(0.015);
    expect(failed(0.2)).toBeGreaterThanOrEqual(0.99);
    expect(failed(0.1)).toBeGreaterThanOrEqual(0.85);
  });
});

function byEverySign(values: readonly number[]): number {
  const kept = values.filter((value) => value !== 0);
  const ranks = kept.map((one) => {
    const below = kept.filter((other) => Math.abs(other) < Math.abs(one)).length;
    const same = kept.filter((other) => Math.abs(other) === Math.abs(one)).length;
    return below + (same + 1) / 2;
  });
  const seen = ranks.reduce((sum, rank, at) => sum + (kept[at]! > 0 ? rank : 0), 0);
  let atLeast = 0;
  for (let signs = 0; signs < 2 ** kept.length; signs++)
    if (ranks.reduce((sum, rank, at) => sum + ((signs >> at) & 1) * rank, 0) >= seen) atLeast++;
  return atLeast / 2 ** kept.length;
}

/** Standard normal numbers by Box and Muller over a seeded generator (mulberry32). */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
