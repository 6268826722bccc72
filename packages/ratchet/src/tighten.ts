import type { Baseline, Loops, PackageLoop, Ratchet } from "@sixty/model";
import { takeBaseline } from "./baseline.ts";
import { type Budget, baselineOf, DEFAULT_TOLERANCE, noiseOf, own, type Tolerance } from "./limits.ts";
import { byText } from "./text.ts";

/** One line of a baseline that changes. `package` is absent for the complete loop. */
export interface TightenChange {
  /** `lowered`: still over budget. `freed`: now within budget, and held there. `added`: new and within budget. `removed`: gone. */
  readonly kind: "lowered" | "freed" | "added" | "removed";
  readonly what: "edit" | "own" | "complete" | "package";
  readonly package?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
}

export interface Tightened {
  readonly ratchet: Ratchet;
  /** By package; empty when the baseline is as tight as it can be. */
  readonly changes: readonly TightenChange[];
}

/**
 * Brings a baseline down to the loops as they are. Limits only ever come down: a package that is over budget
 * and new, or slower than it was, keeps failing. A class without a baseline gets its first one. Loops with
 * tasks that were never measured lower nothing.
 *
 * Use it on medians of several runs: the least of many noisy runs is a limit that noise then breaks.
 */
export function tighten(
  ratchet: Ratchet | undefined,
  machine: string,
  loops: Loops,
  budget: Budget,
  commit?: string,
): Tightened {
  const from = ratchet ?? { schema: "sixty.ratchet/1", machines: {}, waivers: [] };
  const old = baselineOf(from, machine);
  const first = old ? undefined : takeBaseline(loops, commit);
  const { baseline, changes } = old
    ? lower(old, loops, budget, commit)
    : { baseline: first!, changes: Object.keys(first!.packages).sort().map(added(first!)) };
  if (changes.length === 0 && old) return { ratchet: from, changes };
  const machines = Object.fromEntries([...Object.entries(from.machines), [machine, baseline]]);
  return { ratchet: { ...from, machines }, changes };
}

/** Changes that `tighten` would make and that noise does not explain; CI may ask that there are none. */
export function tightenable(
  ratchet: Ratchet | undefined,
  machine: string,
  loops: Loops,
  budget: Budget,
  tolerance: Tolerance = DEFAULT_TOLERANCE,
): readonly TightenChange[] {
  if (!baselineOf(ratchet, machine)) return [];
  return tighten(ratchet, machine, loops, budget).changes.filter(
    ({ kind, fromMs = 0, toMs = 0 }) =>
      (kind === "lowered" || kind === "freed") && fromMs - toMs > noiseOf(fromMs, tolerance),
  );
}

/** Whether a baseline is as tight as these loops allow, noise aside. */
export function isTightened(...given: Parameters<typeof tightenable>): boolean {
  return tightenable(...given).length === 0;
}

function lower(old: Baseline, loops: Loops, budget: Budget, commit: string | undefined) {
  const changes: TightenChange[] = [];
  const rows = new Map(loops.packages.map((row) => [row.name, row]));
  const packages: [string, { editMs: number; ownMs: number }][] = [];
  for (const name of [...new Set([...Object.keys(old.packages), ...rows.keys()])].sort(byText)) {
    const held = own(old.packages, name);
    const row = rows.get(name);
    if (!row) changes.push({ kind: "removed", what: "package", package: name });
    else if (held) packages.push([name, lowerRow(held, row, budget, changes)]);
    else if (row.unmeasured === 0 && row.editMs <= budget.edit && row.ownMs <= (budget.package ?? Infinity)) {
      changes.push({ kind: "added", what: "package", package: name, toMs: row.editMs });
      packages.push([name, { editMs: row.editMs, ownMs: row.ownMs }]);
    }
  }
  const completeMs = lowerComplete(old, loops, budget, changes);
  const p95Ms = Math.min(old.p95Ms ?? loops.edit.p95Ms, loops.edit.p95Ms);
  const baseline: Baseline = {
    ...old,
    ...(commit !== undefined && { commit }),
    ...(loops.unmeasured.length === 0 && { p95Ms }),
    ...(completeMs !== undefined && { completeMs }),
    packages: Object.fromEntries(packages),
  };
  return { baseline, changes };
}

type Held = Baseline["packages"][string];

function lowerRow(held: Held, row: PackageLoop, budget: Budget, changes: TightenChange[]): Held {
  if (row.unmeasured > 0) return held;
  const next = { ...held };
  const figures = [
    ["editMs", "edit", budget.edit],
    ["ownMs", "own", budget.package],
  ] as const;
  for (const [field, what, limit] of figures) {
    if (limit === undefined || held[field] <= limit || row[field] >= held[field]) continue;
    next[field] = row[field];
    const kind = row[field] <= limit ? "freed" : "lowered";
    changes.push({ kind, what, package: row.name, fromMs: held[field], toMs: row[field] });
  }
  return next;
}

function lowerComplete(
  old: Baseline,
  loops: Loops,
  budget: Budget,
  changes: TightenChange[],
): number | undefined {
  const toMs = loops.complete.makespanMs;
  const fromMs = old.completeMs;
  if (loops.unmeasured.length > 0 || fromMs === undefined || budget.complete === undefined) return fromMs;
  if (fromMs <= budget.complete || toMs >= fromMs) return fromMs;
  changes.push({ kind: toMs <= budget.complete ? "freed" : "lowered", what: "complete", fromMs, toMs });
  return toMs;
}

function added(baseline: Baseline): (name: string) => TightenChange {
  return (name) => ({
    kind: "added",
    what: "package",
    package: name,
    toMs: own(baseline.packages, name)!.editMs,
  });
}
