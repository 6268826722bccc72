import type { Finding } from "@sixty/model";
import { isBreach } from "../render/verdict.ts";
import type { GateReport } from "./input.ts";
import { sentence } from "./sentence.ts";
import { xml } from "./xml.ts";

interface Case {
  readonly name: string;
  readonly ms: number;
  readonly findings: readonly Finding[];
}

/**
 * The verdict as JUnit XML: a test case for the workspace and for each package, its time the loop after an edit
 * in seconds. A case with a breach failed; other findings are its output.
 */
export function gateJunit(report: GateReport): string {
  const cases = casesOf(report);
  const failures = cases.filter(({ findings }) => findings.some(isBreach)).length;
  // A gate that cannot tell has not passed, and has no package to blame.
  const unclear = report.verdict.verdict === "inconclusive";
  const time = seconds(cases.reduce((sum, { ms }) => sum + ms, 0));
  const numbers = `tests="${cases.length}" failures="${failures}" errors="${unclear ? 1 : 0}" time="${time}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sixty" ${numbers}>`,
    `  <testsuite name="sixty gate" ${numbers}>`,
    ...cases.map((one, index) => testCase(one, unclear && index === 0)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

/** The workspace first: what names no package that was judged. */
function casesOf({ verdict, packages }: GateReport): Case[] {
  const known = new Set(packages.map(({ name }) => name));
  const rest = verdict.findings.filter(({ package: name }) => name === undefined || !known.has(name));
  return [
    { name: "workspace", ms: 0, findings: rest },
    ...packages.map(({ name, editMs }) => ({
      name,
      ms: editMs,
      findings: verdict.findings.filter((finding) => finding.package === name),
    })),
  ];
}

function testCase({ name, ms, findings }: Case, unclear: boolean): string {
  const breaches = findings.filter(isBreach);
  const others = findings.filter((finding) => !isBreach(finding));
  const inside = [
    unclear ? '<error type="INCONCLUSIVE" message="The gate cannot tell"/>' : "",
    breaches[0] ? failure(breaches[0], breaches) : "",
    others.length > 0 ? `<system-out>${xml(lines(others))}</system-out>` : "",
  ].join("");
  const head = `    <testcase classname="sixty.gate" name="${xml(name)}" time="${seconds(ms)}"`;
  return inside === "" ? `${head}/>` : `${head}>${inside}</testcase>`;
}

function failure(first: Finding, all: readonly Finding[]): string {
  return `<failure type="${xml(first.code)}" message="${xml(sentence(first))}">${xml(lines(all))}</failure>`;
}

function lines(findings: readonly Finding[]): string {
  return findings.map((finding) => `${finding.severity} ${finding.code} ${sentence(finding)}`).join("\n");
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
