import type { Severity } from "@sixty/model";
import { fingerprint } from "./fingerprint.ts";
import { type GateReport, placeOf } from "./input.ts";
import { sentence } from "./sentence.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = {
  P0: "blocker",
  P1: "critical",
  P2: "minor",
  P3: "info",
};

/** The findings as a GitLab Code Quality report. */
export function gateGitlab(report: GateReport) {
  return report.verdict.findings.map((finding) => ({
    description: sentence(finding),
    check_name: finding.code,
    fingerprint: fingerprint(finding),
    severity: SEVERITIES[finding.severity],
    location: { path: placeOf(finding, report), lines: { begin: 1 } },
  }));
}
