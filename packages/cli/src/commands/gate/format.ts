import type { Verdict } from "@sixty/model";
import { formatGate, type GateReport, type Look, renderVerdict } from "@sixty/report";
import type { Context } from "../../context/context.ts";
import { version } from "../../version.ts";
import type { GateOptions } from "./command.ts";

type Format = NonNullable<GateOptions["format"]>;

/** The verdict as a text for people or for a CI system. */
export function formatVerdict(format: Format, verdict: Verdict, look: Look, context: Context): string {
  const { loops } = context;
  if (format !== "text") return formatGate(format, gateReport(verdict, context));
  return renderVerdict(verdict, look, { budgetMs: loops.budgetMs, packages: loops.packages.length });
}

export function gateReport(verdict: Verdict, { loops, workspace }: Context): GateReport {
  const roots = new Map(workspace.packages.map(({ name, root }) => [name, root]));
  return {
    verdict,
    budgetMs: loops.budgetMs,
    packages: loops.packages,
    rootOf: (name) => roots.get(name),
    version,
  };
}
