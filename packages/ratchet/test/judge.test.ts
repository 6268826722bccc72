import type { Ratchet, Waiver } from "@sixty/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Case, judge, takeBaseline } from "../src/index.ts";
import { makeLoops, makeRatchet } from "./cases.ts";

const base = { machine: "m", budget: { edit: 60_000 }, today: "2026-06-15" };

function outcome(given: Partial<Case> & Pick<Case, "loops">) {
  const { verdict, findings } = judge({ ...base, ...given });
  return [
    verdict,
    ...findings.map(({ severity, code, package: name }) => `${severity} ${code} ${name ?? "-"}`),
  ];
}

describe("budget and baseline", () => {
  const cases: [
    name: string,
    now: Record<string, number>,
    before: Record<string, number> | undefined,
    ...string[],
  ][] = [
    ["within budget, no baseline", { a: 60_000 }, undefined, "pass", "P3 BASELINE_MISSING -"],
    [
      "over budget, no baseline",
      { a: 60_001 },
      undefined,
      "fail",
      "P1 EDIT_OVER_BUDGET a",
      "P3 BASELINE_MISSING -",
    ],
    ["within budget", { a: 59_000 }, { a: 30_000 }, "pass"],
    ["from under to over", { a: 60_001 }, { a: 59_999 }, "fail", "P1 EDIT_OVER_BUDGET a"],
    ["twice the budget", { a: 120_000 }, { a: 59_999 }, "fail", "P0 EDIT_OVER_BUDGET a"],
    ["held", { a: 100_000 }, { a: 100_000 }, "pass", "P3 EDIT_HELD a"],
    ["within noise of the baseline", { a: 115_000 }, { a: 100_000 }, "pass", "P2 EDIT_OVER_BASELINE a"],
    ["beyond noise of the baseline", { a: 115_001 }, { a: 100_000 }, "fail", "P1 EDIT_OVER_BASELINE a"],
    ["a new package over budget", { a: 61_000, b: 1 }, { b: 1 }, "fail", "P1 EDIT_OVER_BUDGET a"],
    ["a new package within budget", { a: 1000, b: 1 }, { b: 1 }, "pass"],
    ["faster than held", { a: 80_000 }, { a: 100_000 }, "pass", "P3 CAN_TIGHTEN -", "P3 EDIT_HELD a"],
    ["faster by what may be noise", { a: 90_000 }, { a: 100_000 }, "pass", "P3 EDIT_HELD a"],
    ["under budget at last", { a: 50_000 }, { a: 100_000 }, "pass", "P3 CAN_TIGHTEN -"],
    ["names of every object", { constructor: 70_000 }, {}, "fail", "P1 EDIT_OVER_BUDGET constructor"],
    ["worst first", { a: 61_000, b: 99_000 }, {}, "fail", "P1 EDIT_OVER_BUDGET b", "P1 EDIT_OVER_BUDGET a"],
  ];
  it.each(cases)("%s", (_, now, before, ...expected) => {
    expect(outcome({ loops: makeLoops(now), ratchet: before && makeRatchet(before) })).toEqual(expected);
  });

  it("does not judge by the baseline of another machine", () => {
    const ratchet = makeRatchet({ a: 100_000 });
    expect(outcome({ loops: makeLoops({ a: 90_000 }), ratchet, machine: "other" })).toEqual([
      "fail",
      "P1 EDIT_OVER_BUDGET a",
      "P2 BASELINE_OTHER_MACHINE -",
    ]);
  });

  it("judges the complete loop and packages alone where they have a budget", () => {
    const loops = makeLoops({ a: { editMs: 50_000, ownMs: 30_000 } });
    const budget = { edit: 60_000, complete: 20_000, package: 25_000 };
    expect(outcome({ loops, budget, ratchet: makeRatchet({}) })).toEqual([
      "fail",
      "P1 COMPLETE_OVER_BUDGET -",
      "P1 PACKAGE_OVER_BUDGET a",
    ]);
    const machines = { m: { completeMs: 30_000, packages: { a: { editMs: 50_000, ownMs: 20_000 } } } };
    expect(outcome({ loops, budget, ratchet: { ...makeRatchet({}), machines } })).toEqual([
      "fail",
      "P1 PACKAGE_OVER_BUDGET a",
      "P3 COMPLETE_HELD -",
    ]);
  });

  it("never fails right after a baseline, and always when a loop passes budget and baseline by twice the noise", () => {
    const packages = fc.dictionary(fc.string(), fc.integer({ min: 1, max: 200_000 }), {
      minKeys: 1,
      maxKeys: 6,
    });
    fc.assert(
      fc.property(packages, fc.nat(), (before, pick) => {
        const ratchet: Ratchet = {
          ...makeRatchet({}),
          machines: { m: takeBaseline(makeLoops(before)) },
        };
        expect(judge({ ...base, loops: makeLoops(before), ratchet }).verdict).toBe("pass");
        const names = Object.keys(before);
        const slow = names[pick % names.length]!;
        const editMs = Math.max(60_001, Math.ceil(before[slow]! * 1.3) + 2000);
        const now = Object.fromEntries([...Object.entries(before), [slow, editMs]]);
        const { verdict, findings } = judge({ ...base, loops: makeLoops(now), ratchet });
        expect(verdict).toBe("fail");
        expect(findings[0]).toMatchObject({ package: slow, actualMs: editMs });
      }),
      { seed: 60, numRuns: 500 },
    );
  });
});

describe("waivers", () => {
  const waiver: Waiver = {
    package: "a",
    owner: "team-x",
    reason: "why",
    until: "2026-07-31",
    ceilingMs: 90_000,
  };
  const cases: [name: string, nowMs: number, Partial<Waiver>[], ...string[]][] = [
    ["in force", 80_000, [{}], "pass", "P3 WAIVED a"],
    ["on its last day", 80_000, [{ until: "2026-06-15" }], "pass", "P2 WAIVER_EXPIRING a"],
    ["seven days before", 80_000, [{ until: "2026-06-22" }], "pass", "P2 WAIVER_EXPIRING a"],
    ["eight days before", 80_000, [{ until: "2026-06-23" }], "pass", "P3 WAIVED a"],
    ["run out", 80_000, [{ until: "2026-06-14" }], "fail", "P1 WAIVER_EXPIRED a"],
    ["run out, not needed", 50_000, [{ until: "2026-06-14" }], "pass", "P3 WAIVER_UNUSED a"],
    ["over its ceiling", 90_001, [{}], "fail", "P1 WAIVER_CEILING a"],
    ["not needed", 50_000, [{}], "pass", "P3 WAIVER_UNUSED a"],
    ["of another", 80_000, [{ package: "z" }], "fail", "P1 EDIT_OVER_BUDGET a", "P3 WAIVER_UNUSED z"],
    [
      "the higher of two in force",
      80_000,
      [{ ceilingMs: 70_000 }, {}],
      "pass",
      "P3 WAIVED a",
      "P3 WAIVER_UNUSED a",
    ],
    [
      "one in force beside one run out",
      80_000,
      [{ until: "2026-01-01", ceilingMs: 900_000 }, {}],
      "pass",
      "P3 WAIVED a",
      "P3 WAIVER_UNUSED a",
    ],
  ];
  it.each(cases)("%s", (_, nowMs, given, ...expected) => {
    const waivers = given.map((over) => ({ ...waiver, ...over }));
    expect(outcome({ loops: makeLoops({ a: nowMs }), ratchet: makeRatchet({ a: 1 }, { waivers }) })).toEqual(
      expected,
    );
  });

  it("covers the complete loop by *", () => {
    const ratchet = makeRatchet({ a: 1 }, { waivers: [{ ...waiver, package: "*" }] });
    const budget = { edit: 60_000, complete: 10_000 };
    expect(outcome({ loops: makeLoops({ a: 40_000 }), budget, ratchet })).toEqual(["pass", "P3 WAIVED -"]);
  });
});

describe("what was not measured", () => {
  const ratchet = makeRatchet({ a: 1 });
  it("cannot tell from nothing", () => {
    const loops = makeLoops({ a: { editMs: 0, unmeasured: 2 } }, { unmeasured: ["a:build", "a:test"] });
    expect(outcome({ loops, ratchet })).toEqual(["inconclusive", "P2 NOTHING_MEASURED -"]);
  });
  it("warns of a task that was never run", () => {
    const loops = makeLoops({ a: { editMs: 5, unmeasured: 1 } }, { unmeasured: ["a:test"] });
    expect(outcome({ loops, ratchet })).toEqual(["pass", "P2 UNMEASURED -"]);
  });
  it("cannot tell when a task failed and has no duration", () => {
    const loops = makeLoops({ a: { editMs: 5, unmeasured: 2 } }, { unmeasured: ["a:build", "a:test"] });
    const broken = new Map([
      ["a:build", "EXIT_1"],
      ["a:test", "DEPENDENCY_FAILED"],
    ]);
    expect(outcome({ loops, ratchet, broken })).toEqual(["inconclusive", "P2 TASK_FAILED -"]);
  });
  it("tells from an older duration of a task that failed", () => {
    const broken = new Map([["a:build", "TIMEOUT"]]);
    expect(outcome({ loops: makeLoops({ a: 5 }), ratchet, broken })).toEqual(["pass", "P2 TASK_FAILED -"]);
  });
  it("fails all the same when another loop is over", () => {
    const loops = makeLoops({ a: 70_000, b: { editMs: 1, unmeasured: 1 } }, { unmeasured: ["b:build"] });
    const broken = new Map([["b:build", "EXIT_1"]]);
    expect(outcome({ loops, ratchet, broken })[0]).toBe("fail");
  });
});

it("gives every finding a next step, with names that a shell takes", () => {
  const loops = makeLoops({ "a b": { editMs: 70_000, ownMs: 70_000 } });
  const { findings } = judge({ ...base, budget: { edit: 60_000, package: 60_000 }, loops });
  expect(findings.map(({ fix }) => fix)).toEqual(["sixty which", "sixty split 'a b'", "sixty init"]);
});
