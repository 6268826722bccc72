import type { Finding, Severity } from "@sixty/model";
import { clean } from "../text/clean.ts";
import { fingerprint } from "./fingerprint.ts";
import { type GateReport, placeOf } from "./input.ts";
import { sentence } from "./sentence.ts";

const LEVELS: Readonly<Record<Severity, string>> = { P0: "error", P1: "error", P2: "warning", P3: "note" };

/** The verdict as SARIF 2.1.0: one rule for each code, one result for each finding. */
export function gateSarif(report: GateReport) {
  const { findings } = report.verdict;
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "sixty",
            semanticVersion: report.version,
            rules: codes.map((code) => ({ id: code, name: code, shortDescription: { text: title(code) } })),
          },
        },
        results: findings.map((finding) => result(finding, codes.indexOf(finding.code), report)),
      },
    ],
  };
}

function result(finding: Finding, ruleIndex: number, report: GateReport) {
  const uri = placeOf(finding, report).split("/").map(encodeURIComponent).join("/");
  return {
    ruleId: finding.code,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: sentence(finding) },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } }],
    partialFingerprints: { "sixtyFinding/v1": fingerprint(finding) },
    properties: {
      severity: finding.severity,
      ...(finding.package !== undefined && { package: clean(finding.package) }),
      ...(finding.actualMs !== undefined && { actualMs: finding.actualMs }),
      ...(finding.limitMs !== undefined && { limitMs: finding.limitMs }),
    },
  };
}

/** `EDIT_OVER_BUDGET` as `Edit over budget`. */
function title(code: string): string {
  const words = clean(code).toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
