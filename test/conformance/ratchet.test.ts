import type { Baseline, Loops, Ratchet } from "@sixty/model";
import { type Budget, judge, tighten } from "@sixty/ratchet";
import { describe, expect, test } from "vitest";
import { vectors } from "./vectors.ts";

type GivenLoop = number | { readonly editMs: number; readonly ownMs?: number; readonly unmeasured?: number };

interface Given {
  readonly loops: Readonly<Record<string, GivenLoop>>;
  /** 60 s unless given. */
  readonly budgetMs?: number;
  readonly packageBudgetMs?: number;
  readonly completeBudgetMs?: number;
  readonly completeMs?: number;
  readonly workMs?: number;
  /** `editMs` held by package on this machine class. */
  readonly baseline?: Readonly<Record<string, number>>;
  readonly baselineCompleteMs?: number;
  /** Instead of a baseline on this machine class. */
  readonly machines?: Readonly<Record<string, Baseline>>;
  readonly waivers?: readonly (readonly [string, string, number])[];
  readonly today?: string;
  readonly unmeasured?: readonly string[];
  readonly broken?: Readonly<Record<string, string>>;
}

const MACHINE = "here";

function loopsOf({
  loops,
  budgetMs = 60_000,
  completeMs = 1000,
  workMs = 1000,
  unmeasured = [],
}: Given): Loops {
  return {
    budgetMs,
    workers: 2,
    complete: {
      makespanMs: completeMs,
      criticalPathMs: completeMs,
      workMs,
      boundMs: completeMs,
      criticalPath: [],
    },
    edit: { p50Ms: 1, p95Ms: 1_000_000, expectedMs: 1, withinBudget: 0 },
    packages: Object.entries(loops).map(([name, given]) => {
      const {
        editMs,
        ownMs = 1000,
        unmeasured: lacking = 0,
      } = typeof given === "number" ? { editMs: given } : given;
      return {
        name,
        editMs,
        ownMs,
        dependents: 0,
        editShare: 0,
        headroomMs: budgetMs - editMs,
        unmeasured: lacking,
      };
    }),
    unmeasured,
  };
}

function budgetOf({ budgetMs = 60_000, packageBudgetMs, completeBudgetMs }: Given): Budget {
  return { edit: budgetMs, package: packageBudgetMs, complete: completeBudgetMs };
}

function ratchetOf({ baseline = {}, baselineCompleteMs, machines, waivers = [] }: Given): Ratchet {
  const packages = Object.entries(baseline).map(([name, editMs]) => [name, { editMs, ownMs: 1000 }]);
  const held: Baseline = {
    packages: Object.fromEntries(packages),
    ...(baselineCompleteMs === undefined ? {} : { completeMs: baselineCompleteMs }),
  };
  return {
    schema: "sixty.ratchet/1",
    machines: machines ?? { [MACHINE]: held },
    waivers: waivers.map(([name, until, ceilingMs]) => {
      return { package: name, owner: "ann", reason: "split under way", until, ceilingMs };
    }),
  };
}

describe("verdicts", () => {
  interface Expect {
    readonly verdict: string;
    /** Code, severity, package, limit. */
    readonly findings: readonly (readonly unknown[])[];
  }
  test.each(vectors<Given, Expect>("ratchet"))("$title", ({ given, expect: expected }) => {
    const { verdict, findings } = judge({
      loops: loopsOf(given),
      machine: MACHINE,
      budget: budgetOf(given),
      ratchet: ratchetOf(given),
      today: given.today ?? "2026-01-01",
      broken: new Map(Object.entries(given.broken ?? {})),
    });
    const row = (values: readonly unknown[]) => [...values, null, null].slice(0, 4);
    expect({
      verdict,
      findings: findings.map((one) => [one.code, one.severity, one.package ?? null, one.limitMs ?? null]),
    }).toEqual({ ...expected, findings: expected.findings.map(row) });
  });
});

describe("tighten", () => {
  interface Expect {
    /** `editMs` by package. */
    readonly packages: Readonly<Record<string, number>>;
    /** Kind, package, from, to. */
    readonly changes: readonly (readonly unknown[])[];
  }
  test.each(vectors<Given, Expect>("tighten"))("$title", ({ given, expect: expected }) => {
    const before = given.baseline && ratchetOf(given);
    const { ratchet, changes } = tighten(before, MACHINE, loopsOf(given), budgetOf(given));
    const held = Object.entries(ratchet.machines[MACHINE]!.packages).map(([name, { editMs }]) => [
      name,
      editMs,
    ]);
    const row = (values: readonly unknown[]) => [...values, null, null].slice(0, 4);
    expect({
      packages: Object.fromEntries(held),
      changes: changes.map((one) => [one.kind, one.package, one.fromMs ?? null, one.toMs ?? null]),
    }).toEqual({ ...expected, changes: expected.changes.map(row) });
  });
});
