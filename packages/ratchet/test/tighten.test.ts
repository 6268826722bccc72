import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTightened, judge, takeBaseline, tighten } from "../src/index.ts";
import { makeLoops, makeRatchet } from "./cases.ts";

const budget = { edit: 60_000 };

describe("tighten", () => {
  const cases: [
    name: string,
    before: Record<string, number>,
    now: Record<string, number>,
    after: Record<string, number>,
    ...string[],
  ][] = [
    ["lower", { a: 100_000 }, { a: 90_000 }, { a: 90_000 }, "lowered a"],
    ["under budget", { a: 100_000 }, { a: 50_000 }, { a: 50_000 }, "freed a"],
    ["slower", { a: 100_000 }, { a: 110_000 }, { a: 100_000 }],
    ["already under budget", { a: 50_000 }, { a: 40_000 }, { a: 50_000 }],
    ["from under to over", { a: 50_000 }, { a: 70_000 }, { a: 50_000 }],
    ["gone", { a: 100_000, b: 1 }, { b: 1 }, { b: 1 }, "removed a"],
    ["new and within budget", {}, { a: 50_000 }, { a: 50_000 }, "added a"],
    ["new and over budget", {}, { a: 70_000 }, {}],
  ];
  it.each(cases)("%s", (_, before, now, after, ...expected) => {
    const { ratchet, changes } = tighten(makeRatchet(before), "m", makeLoops(now), budget);
    expect(changes.map(({ kind, package: name }) => `${kind} ${name}`)).toEqual(expected);
    const rows = Object.entries(ratchet.machines["m"]!.packages).map(([name, { editMs }]) => [name, editMs]);
    expect(Object.fromEntries(rows)).toEqual(after);
  });

  it("takes the first baseline of a machine class, beside the others", () => {
    const { ratchet, changes } = tighten(
      makeRatchet({ a: 1 }),
      "n",
      makeLoops({ b: 90_000 }),
      budget,
      "c0ffee",
    );
    expect(Object.keys(ratchet.machines)).toEqual(["m", "n"]);
    expect(ratchet.machines["n"]).toEqual({
      commit: "c0ffee",
      p95Ms: 2,
      completeMs: 45_000,
      packages: { b: { editMs: 90_000, ownMs: 45_000 } },
    });
    expect(changes).toEqual([{ kind: "added", what: "package", package: "b", toMs: 90_000 }]);
  });

  it("does not lower by what was not measured", () => {
    const loops = makeLoops({ a: { editMs: 5, unmeasured: 1 } }, { unmeasured: ["a:test"] });
    expect(tighten(makeRatchet({ a: 100_000 }), "m", loops, budget).changes).toEqual([]);
    expect(takeBaseline(loops).packages).toEqual({});
  });

  it("holds the complete loop and packages alone by their own budgets", () => {
    const budgets = { edit: 60_000, complete: 60_000, package: 20_000 };
    const machines = { m: { completeMs: 90_000, packages: { a: { editMs: 50_000, ownMs: 40_000 } } } };
    const loops = makeLoops({ a: { editMs: 50_000, ownMs: 30_000 } });
    const { ratchet, changes } = tighten({ ...makeRatchet({}), machines }, "m", loops, budgets);
    expect(changes.map(({ kind, what, toMs }) => `${kind} ${what} ${toMs}`)).toEqual([
      "lowered own 30000",
      "freed complete 30000",
    ]);
    expect(ratchet.machines["m"]).toMatchObject({ completeMs: 30_000, packages: { a: { ownMs: 30_000 } } });
  });

  it("never raises a limit, and twice is once", () => {
    const figures = fc.dictionary(
      fc.constantFrom("a", "b", "__proto__", "d"),
      fc.integer({ min: 0, max: 200_000 }),
    );
    fc.assert(
      fc.property(figures, figures, (before, now) => {
        const old = makeRatchet(before);
        const { ratchet } = tighten(old, "m", makeLoops(now), budget);
        const rows = ratchet.machines["m"]!.packages;
        for (const [name, { editMs }] of Object.entries(rows)) {
          const limit = Object.hasOwn(before, name) ? before[name]! : budget.edit;
          expect(Math.max(editMs, budget.edit)).toBeLessThanOrEqual(Math.max(limit, budget.edit));
          expect(Object.hasOwn(now, name)).toBe(true);
        }
        expect(tighten(ratchet, "m", makeLoops(now), budget)).toEqual({ ratchet, changes: [] });
        expect(isTightened(ratchet, "m", makeLoops(now), budget)).toBe(true);
        const judged = (given: typeof old) =>
          judge({ loops: makeLoops(now), machine: "m", budget, ratchet: given, today: "2026-01-01" }).verdict;
        if (judged(old) === "fail") expect(judged(ratchet)).toBe("fail");
      }),
      { seed: 60, numRuns: 1000 },
    );
  });

  it("asks CI only for what noise does not explain", () => {
    const ratchet = makeRatchet({ a: 100_000 });
    expect(isTightened(ratchet, "m", makeLoops({ a: 85_000 }), budget)).toBe(true);
    expect(isTightened(ratchet, "m", makeLoops({ a: 84_999 }), budget)).toBe(false);
    expect(isTightened(ratchet, "other", makeLoops({ a: 1 }), budget)).toBe(true);
  });
});
