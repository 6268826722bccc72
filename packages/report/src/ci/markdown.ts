import type { Finding, PackageLoop, Verdict } from "@sixty/model";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count, percent } from "../text/number.ts";
import type { GateReport } from "./input.ts";

const SHOWN = 20;

const HEADINGS: Readonly<Record<Verdict["verdict"], string>> = {
  pass: "The gate holds",
  fail: "The gate fails",
  inconclusive: "The gate cannot tell",
};

/** Markdown for `$GITHUB_STEP_SUMMARY` or a comment: the verdict, its findings, the worst loops. */
export function gateMarkdown({ verdict, budgetMs, packages }: GateReport): string {
  return [
    `## ${HEADINGS[verdict.verdict]}`,
    "",
    `${count(packages.length, "package")}, budget ${formatLimit(budgetMs)} after an edit.`,
    ...list("Findings", verdict.findings, "finding", FINDING_HEADING, findingCells),
    ...list("Loops", packages, "package", LOOP_HEADING, loopCells),
    "",
  ].join("\n");
}

function list<Row>(
  title: string,
  rows: readonly Row[],
  noun: string,
  heading: readonly string[],
  cells: (row: Row) => readonly string[],
): string[] {
  if (rows.length === 0) return [];
  const line = (texts: readonly string[]) => `| ${texts.join(" | ")} |`;
  const left = rows.length - SHOWN;
  return [
    "",
    `### ${title}`,
    "",
    line(heading),
    line(heading.map(() => "---")),
    ...rows.slice(0, SHOWN).map((row) => line(cells(row))),
    ...(left > 0 ? ["", `… and ${count(left, `more ${noun}`)}.`] : []),
  ];
}

const FINDING_HEADING = ["severity", "package", "took", "limit", "what", "next"];

function findingCells({ severity, package: name, actualMs, limitMs, message, fix }: Finding): string[] {
  const time = (ms: number | undefined) => (ms === undefined ? "" : formatDuration(ms));
  const subject = name === undefined ? "workspace" : code(name);
  return [severity, subject, time(actualMs), time(limitMs), prose(message), code(fix)];
}

const LOOP_HEADING = ["package", "after an edit", "headroom", "own", "dependents", "edits"];

function loopCells(loop: PackageLoop): string[] {
  return [
    code(loop.name),
    `${loop.unmeasured > 0 ? "over " : ""}${formatDuration(loop.editMs)}`,
    formatDuration(loop.headroomMs, "−"),
    formatDuration(loop.ownMs),
    String(loop.dependents),
    percent(loop.editShare),
  ];
}

/** A name or command in a code span, where `@scope/name` calls on no user and nothing is markup. */
function code(text: string): string {
  return `\`${clean(text).replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

/** A sentence inside a cell: no markup, no new cell, no one called upon. */
function prose(text: string): string {
  return clean(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replace(/@/g, "&#64;");
}
