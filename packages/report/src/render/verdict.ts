import type { Finding, Verdict } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count } from "../text/number.ts";
import { type Paint, paint } from "../text/paint.ts";
import { wrap } from "../text/wrap.ts";
import { more } from "./more.ts";

export interface VerdictExtra {
  readonly budgetMs?: number;
  /** Packages that were judged. */
  readonly packages?: number;
  /** Findings shown at most; 20 unless set. */
  readonly limit?: number;
}

/** The verdict of the gate: one line, then each finding with its figures and what to do. */
export function renderVerdict(verdict: Verdict, look: Look, extra: VerdictExtra = {}): string {
  const shown = verdict.findings.slice(0, extra.limit ?? 20);
  const lines = [
    verdictLine(verdict, look, extra),
    ...shown.flatMap((finding) => ["", ...findingLines(finding, look)]),
    ...more(verdict.findings.length - shown.length, "finding", look).flatMap((line) => ["", line]),
  ];
  return lines.join("\n");
}

/** P0 and P1 breach. */
export function isBreach({ severity }: Finding): boolean {
  return severity === "P0" || severity === "P1";
}

function verdictLine({ verdict, findings }: Verdict, look: Look, extra: VerdictExtra): string {
  const { bold, green, red, yellow } = paint(look);
  const { pass, fail, doubt } = signs(look);
  const breaches = findings.filter(isBreach).length;
  const warnings = findings.filter(({ severity }) => severity === "P2").length;
  const noted = warnings > 0 ? `, ${count(warnings, "warning")}` : "";
  if (verdict === "fail")
    return bold(red(`${fail} The gate fails: ${count(breaches, "breach", "breaches")}${noted}`));
  if (verdict === "inconclusive") return bold(yellow(`${doubt} The gate cannot tell${noted}`));
  const judged = extra.packages === undefined ? "" : `: ${count(extra.packages, "package")}`;
  const budget = extra.budgetMs === undefined ? "" : `, budget ${formatLimit(extra.budgetMs)}`;
  return bold(green(`${pass} The gate holds${judged}${budget}${noted}`));
}

function findingLines(finding: Finding, look: Look): string[] {
  const { bold, dim } = paint(look);
  const head = [
    colour(finding, look)(finding.severity),
    bold(clean(finding.package ?? "workspace")),
    figures(finding, look),
    dim(clean(finding.code)),
  ];
  return [
    head.filter((part) => part !== "").join("  "),
    ...wrap(clean(finding.message), look.columns - 4).map((line) => `    ${line}`),
    `    ${signs(look).arrow} ${clean(finding.fix)}`,
  ];
}

function figures({ actualMs, limitMs }: Finding, look: Look): string {
  if (actualMs === undefined) return "";
  if (limitMs === undefined) return formatDuration(actualMs);
  const over = actualMs - limitMs;
  const by = over > 0 ? ` (+${formatDuration(over)})` : "";
  return `${formatDuration(actualMs)}, limit ${formatLimit(limitMs)}${paint(look).red(by)}`;
}

function colour(finding: Finding, look: Look): Paint {
  const { red, yellow, cyan } = paint(look);
  return isBreach(finding) ? red : finding.severity === "P2" ? yellow : cyan;
}
