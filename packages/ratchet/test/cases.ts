import type { Loops, PackageLoop, Ratchet } from "@sixty/model";

/** Loops of packages by name: the loop in milliseconds, or whole rows. */
export function makeLoops(
  packages: Readonly<Record<string, number | Partial<PackageLoop>>>,
  over: Partial<Loops> = {},
): Loops {
  const rows = Object.entries(packages).map(([name, given]) => {
    const row = typeof given === "number" ? { editMs: given } : given;
    const editMs = row.editMs ?? 0;
    return {
      name,
      editMs,
      ownMs: Math.round(editMs / 2),
      dependents: 0,
      editShare: 0,
      headroomMs: 60_000 - editMs,
      unmeasured: 0,
      ...row,
    };
  });
  const all = rows.reduce((sum, { ownMs }) => sum + ownMs, 0);
  return {
    budgetMs: 60_000,
    workers: 2,
    complete: { makespanMs: all, criticalPathMs: all, workMs: all, boundMs: all, criticalPath: [] },
    edit: { p50Ms: 1, p95Ms: 2, expectedMs: 1, withinBudget: 1 },
    packages: rows.sort((a, b) => b.editMs - a.editMs),
    unmeasured: [],
    ...over,
  };
}

/** A ratchet that holds packages at these loops on machine `m`. */
export function makeRatchet(
  packages: Readonly<Record<string, number>>,
  over: Partial<Ratchet> = {},
): Ratchet {
  const rows = Object.entries(packages).map(([name, editMs]) => [
    name,
    { editMs, ownMs: Math.round(editMs / 2) },
  ]);
  return {
    schema: "sixty.ratchet/1",
    machines: { m: { packages: Object.fromEntries(rows) } },
    waivers: [],
    ...over,
  };
}
