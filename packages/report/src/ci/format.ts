import { githubAnnotations } from "./github.ts";
import { gateGitlab } from "./gitlab.ts";
import type { GateReport } from "./input.ts";
import { gateJunit } from "./junit.ts";
import { gateMarkdown } from "./markdown.ts";
import { gateSarif } from "./sarif.ts";

/** Formats of other tools that `gate --format` writes. */
export const GATE_FORMATS = ["github", "markdown", "sarif", "gitlab", "junit"] as const;
export type GateFormat = (typeof GATE_FORMATS)[number];

/** The verdict in the format of another tool, ready to be written out. */
export function formatGate(format: GateFormat, report: GateReport): string {
  switch (format) {
    case "github":
      return githubAnnotations(report);
    case "markdown":
      return gateMarkdown(report);
    case "sarif":
      return JSON.stringify(gateSarif(report), null, 2);
    case "gitlab":
      return JSON.stringify(gateGitlab(report), null, 2);
    case "junit":
      return gateJunit(report);
  }
}
