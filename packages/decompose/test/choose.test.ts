import { describe, expect, it } from "vitest";
import type { CurvePoint } from "../src/core/partition.ts";
import type { Candidate } from "../src/plan/assemble.ts";
import { bestEffort, fewestWithin, worthPredicting } from "../src/plan/choose.ts";

const aim = { budgetMs: 60_000, aimMs: 51_000 };

/** Only what the choice looks at. */
function candidates(rows: readonly (readonly [parts: number, afterS: number, p95S: number])[]): Candidate[] {
  return rows.map(
    ([parts, afterS, p95S]) =>
      ({
        grouping: { groups: Array.from({ length: parts }, () => ({})) },
        predicted: { afterMs: afterS * 1000, p95AfterMs: p95S * 1000 },
      }) as unknown as Candidate,
  );
}

function partsOf(one: Candidate | undefined): number | undefined {
  return one?.grouping.groups.length;
}

describe("fewestWithin", () => {
  it.each([
    [
      "within the aim at once",
      [
        [2, 30, 50],
        [3, 20, 30],
      ],
      2,
    ],
    [
      "a step beyond the aim, and another that is worth it",
      [
        [2, 45, 58],
        [3, 30, 45],
      ],
      3,
    ],
    [
      "five times the parts for a hair",
      [
        [2, 45.7, 54],
        [3, 37.5, 51.6],
        [10, 31.8, 49.9],
      ],
      2,
    ],
    [
      "five times the parts for much",
      [
        [2, 45.7, 59],
        [10, 20, 40],
      ],
      10,
    ],
    [
      "over the budget first",
      [
        [2, 70, 80],
        [3, 40, 59],
        [4, 38, 58],
      ],
      3,
    ],
    [
      "none within",
      [
        [2, 70, 80],
        [3, 61, 61],
      ],
      undefined,
    ],
  ] as const)("%s", (_, rows, parts) => {
    expect(partsOf(fewestWithin(candidates(rows), aim))).toBe(parts);
  });

  it("moves by a part at most when everything gets some percent slower or faster", () => {
    const rows = [
      [2, 45.7, 54],
      [3, 37.5, 51.6],
      [4, 33.9, 51.7],
      [10, 31.8, 49.9],
    ] as const;
    const chosen = [0.95, 0.97, 0.99, 1, 1.01, 1.03, 1.05, 1.08].map((by) =>
      partsOf(fewestWithin(candidates(rows.map(([parts, ms, p95]) => [parts, ms * by, p95 * by])), aim)),
    );
    expect(chosen).toEqual([3, 3, 2, 2, 2, 2, 2, 2]);
  });
});

describe("bestEffort", () => {
  it("keeps the package whole where no division saves a tenth", () => {
    const [whole, ...rest] = candidates([
      [1, 100, 100],
      [2, 95, 99],
      [4, 91, 98],
    ]);
    expect(partsOf(bestEffort([whole!, ...rest], whole!))).toBe(1);
  });

  it("takes the fewest parts that come close to the best", () => {
    const all = candidates([
      [1, 100, 100],
      [2, 85, 99],
      [4, 71, 98],
      [9, 70, 98],
    ]);
    expect(partsOf(bestEffort(all, all[0]!))).toBe(4);
  });
});

describe("worthPredicting", () => {
  const point = (parts: number, expectedMs: number, p95Ms: number, over = 0): CurvePoint => ({
    parts,
    expectedMs,
    p95Ms,
    over,
    objectiveMs: expectedMs,
    part: new Int32Array(0),
  });

  it("leaves out numbers of parts that a smaller one equals", () => {
    const curve = [
      point(1, 100, 100),
      point(2, 60, 90),
      point(3, 60, 90),
      point(4, 59.9, 80),
      point(5, 40, 95),
    ];
    expect(worthPredicting(curve, undefined).map(({ parts }) => parts)).toEqual([1, 2, 4, 5]);
    expect(worthPredicting(curve, 3).map(({ parts }) => parts)).toEqual([1, 2, 3, 4, 5]);
  });

  it("keeps what is within the caps, though it is no faster", () => {
    const curve = [
      point(1, 100, 100, 2),
      point(2, 101, 101, 1),
      point(3, 102, 102, 0),
      point(4, 102, 102, 0),
    ];
    expect(worthPredicting(curve, undefined).map(({ parts }) => parts)).toEqual([1, 2, 3]);
  });
});
