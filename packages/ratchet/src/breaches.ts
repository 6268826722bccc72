import type { Finding, PackageLoop } from "@sixty/model";
import type { Judged } from "./judge.ts";
import { baselineOf, type Limit, limitOf, own } from "./limits.ts";
import { argument, seconds } from "./text.ts";

type What = "EDIT" | "COMPLETE" | "PACKAGE";

/** Every loop against its limit: what breaches it, what warns, and what is over budget but held. */
export function breaches(judged: Judged): Finding[] {
  const { loops, machine, budget, ratchet, tolerance } = judged;
  const baseline = baselineOf(ratchet, machine);
  const findings: (Finding | undefined)[] = [];
  for (const row of loops.packages) {
    const held = baseline && own(baseline.packages, row.name);
    findings.push(
      compare("EDIT", row, row.editMs, limitOf(budget.edit, held?.editMs, tolerance), budget.edit),
    );
    if (budget.package === undefined) continue;
    const limit = limitOf(budget.package, held?.ownMs, tolerance);
    findings.push(compare("PACKAGE", row, row.ownMs, limit, budget.package));
  }
  if (budget.complete !== undefined) {
    const limit = limitOf(budget.complete, baseline?.completeMs, tolerance);
    findings.push(compare("COMPLETE", undefined, loops.complete.makespanMs, limit, budget.complete));
  }
  return findings.filter((finding) => finding !== undefined);
}

function compare(
  what: What,
  row: PackageLoop | undefined,
  actualMs: number,
  limit: Limit,
  budgetMs: number,
): Finding | undefined {
  if (actualMs <= budgetMs) return undefined;
  const shared = {
    ...(row && { package: row.name }),
    actualMs,
    limitMs: limit.ms,
    fix: fixOf(what, row),
  };
  const loop = `${subjectOf(what, row)} takes ${seconds(actualMs)}`;
  if (actualMs <= limit.ms)
    return {
      ...shared,
      code: `${what}_HELD`,
      severity: "P3",
      message: `${loop}: over the budget of ${seconds(budgetMs)}, held at ${seconds(limit.ms)} since the baseline`,
    };
  const over = `${loop}, ${seconds(actualMs - limit.ms)} over its ${limit.by} of ${seconds(limit.ms)}`;
  const code = `${what}_OVER_${limit.by === "budget" ? "BUDGET" : "BASELINE"}`;
  if (actualMs <= limit.breachMs)
    return {
      ...shared,
      code,
      severity: "P2",
      message: `${over}; noise may reach ${seconds(limit.breachMs)}`,
    };
  return { ...shared, code, severity: actualMs >= 2 * limit.ms ? "P0" : "P1", message: over };
}

function subjectOf(what: What, row: PackageLoop | undefined): string {
  if (what === "COMPLETE" || !row) return "The complete loop";
  if (what === "PACKAGE") return `${row.name} alone`;
  if (row.dependents === 0) return `The loop after an edit of ${row.name}`;
  const reach = `${row.dependents} ${row.dependents === 1 ? "dependent" : "dependents"}`;
  return `The loop after an edit of ${row.name} (${reach}, ${seconds(row.ownMs)} its own)`;
}

function fixOf(what: What, row: PackageLoop | undefined): string {
  if (what === "EDIT") return "sixty which";
  return what === "PACKAGE" && row ? `sixty split ${argument(row.name)}` : "sixty report";
}
