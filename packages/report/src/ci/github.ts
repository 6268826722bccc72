import type { Finding } from "@sixty/model";
import { isBreach } from "../render/verdict.ts";
import { count } from "../text/number.ts";
import { type GateReport, placeOf } from "./input.ts";
import { sentence } from "./sentence.ts";

/** GitHub shows at most ten annotations of a level for a step; the last one then stands for the rest. */
const SHOWN = 10;

/** Workflow commands for GitHub Actions: one line each, `::error file=…,title=…::…`. */
export function githubAnnotations(report: GateReport): string {
  const { findings } = report.verdict;
  const levels: [string, (finding: Finding) => boolean][] = [
    ["error", isBreach],
    ["warning", ({ severity }) => severity === "P2"],
    ["notice", ({ severity }) => severity === "P3"],
  ];
  return levels.flatMap(([level, is]) => ofLevel(level, findings.filter(is), report)).join("\n");
}

function ofLevel(level: string, findings: readonly Finding[], report: GateReport): string[] {
  const shown = findings.length > SHOWN ? findings.slice(0, SHOWN - 1) : findings;
  const left = findings.length - shown.length;
  const rest = `and ${count(left, "more finding")}; see the log of this step`;
  return [
    ...shown.map((finding) =>
      command(level, { file: placeOf(finding, report), line: "1", title: finding.code }, sentence(finding)),
    ),
    ...(left > 0 ? [command(level, { title: "sixty gate" }, rest)] : []),
  ];
}

function command(level: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${level} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
