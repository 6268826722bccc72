import type { Finding, PackageLoop, Verdict } from "@sixty/model";
import { describe, expect, it } from "vitest";
import { formatGate, type GateReport } from "../src/index.ts";
import { loops, verdict } from "./sample.ts";

const report: GateReport = {
  verdict,
  budgetMs: 60_000,
  packages: loops.packages,
  rootOf: (name) => (name === "@tanstack/query-core" ? "packages/query-core" : undefined),
  version: "0.1.0",
};

const finding: Finding = {
  code: "EDIT_OVER_BUDGET",
  severity: "P1",
  package: "a%,:\"<&'>|`",
  actualMs: 61_000,
  limitMs: 60_000,
  message: "100% over:\r\nit is, really]]> <b>@ann</b> | x",
  fix: "sixty which",
};
const odd: GateReport = {
  ...report,
  verdict: { verdict: "fail", findings: [finding] },
  rootOf: () => "my pkg/ü#1",
};
const many = (count: number, kind: Verdict["verdict"] = "fail"): GateReport => ({
  ...report,
  verdict: {
    verdict: kind,
    findings: Array.from({ length: count }, (_, at) => ({ ...finding, package: `p${at}` })),
  },
});

describe("github", () => {
  it("annotates each finding at its package's manifest", () => {
    expect(formatGate("github", report).split("\n")).toEqual([
      "::error file=packages/query-core/package.json,line=1,title=EDIT_OVER_BUDGET::@tanstack/query-core: 5m 30s, limit 1m (+4m 30s). The loop after an edit is over the budget, and the baseline does not know the package. Next: sixty which",
      '::warning file=package.json,line=1,title=WAIVER_ENDS_SOON::@tanstack/angular-query-experimental: 1m 01s, limit 1m 30s. The waiver of ann ends on 2027-03-31. Next: sixty ratchet waive "@tanstack/angular-query-experimental"',
      "::notice file=package.json,line=1,title=OTHER_MACHINE::workspace. Timings of linux-x64-16c were left out: this machine is linux-x64-2c. Next: sixty measure",
    ]);
  });

  it("escapes what would end a property or a message", () => {
    const rooted = { ...odd, rootOf: () => "a,b:c%d\nline" };
    const [line, ...rest] = formatGate("github", rooted).split("\n");
    expect(rest).toEqual([]);
    expect(line).toContain("file=a%2Cb%3Ac%25d%0Aline/package.json,line=1,");
    expect(line).toContain("::a%25,:\"<&'>|`: 1m 01s, limit 1m (+1.0s). 100%25 over:  it is, really");
  });

  it("shows ten of a level, the last one for the rest", () => {
    expect(formatGate("github", many(10)).split("\n")).toHaveLength(10);
    const lines = formatGate("github", many(12)).split("\n");
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe("::error title=sixty gate::and 3 more findings; see the log of this step");
  });

  it("says nothing when nothing was found", () => {
    expect(formatGate("github", { ...report, verdict: { verdict: "pass", findings: [] } })).toBe("");
  });
});

describe("markdown", () => {
  it("has the verdict, its findings and the worst loops", () => {
    const text = formatGate("markdown", report);
    expect(text.split("\n").slice(0, 9)).toEqual([
      "## The gate fails",
      "",
      "6 packages, budget 1m after an edit.",
      "",
      "### Findings",
      "",
      "| severity | package | took | limit | what | next |",
      "| --- | --- | --- | --- | --- | --- |",
      "| P1 | `@tanstack/query-core` | 5m 30s | 1m 00s | The loop after an edit is over the budget, and the baseline does not know the package | `sixty which` |",
    ]);
    expect(text).toContain("| `@tanstack/vue-query` | over 18.4s | 41.6s | 18.4s | 0 | <1% |");
  });

  it("keeps its table whole and calls on no one", () => {
    const row = formatGate("markdown", odd)
      .split("\n")
      .find((line) => line.startsWith("| P1"))!;
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(7);
    expect(row).toContain("&lt;b&gt;&#64;ann&lt;/b&gt;");
    expect(row).toContain("`a%,:\"<&'>\\|'`");
  });

  it("bounds its tables", () => {
    expect(formatGate("markdown", many(25))).toContain("… and 5 more findings.");
  });
});

describe("sarif", () => {
  const log = JSON.parse(formatGate("sarif", odd));

  it("has what the format requires", () => {
    expect(log).toMatchObject({ version: "2.1.0", $schema: expect.stringContaining("sarif-2.1.0") });
    expect(log.runs).toHaveLength(1);
    const [run] = log.runs;
    expect(run.tool.driver).toMatchObject({ name: "sixty", semanticVersion: "0.1.0" });
    for (const result of run.results) {
      expect(["none", "note", "warning", "error"]).toContain(result.level);
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(result.message.text).not.toBe("");
      const [{ physicalLocation }] = result.locations;
      expect(physicalLocation.region.startLine).toBe(1);
    }
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      "my%20pkg/%C3%BC%231/package.json",
    );
  });

  it("gives the same finding the same fingerprint when its figures change, and another finding another", () => {
    const print = (changed: Partial<Finding>) => {
      const one = { ...odd, verdict: { verdict: "fail", findings: [{ ...finding, ...changed }] } } as const;
      return JSON.parse(formatGate("sarif", one)).runs[0].results[0].partialFingerprints["sixtyFinding/v1"];
    };
    expect(print({})).toMatch(/^[0-9a-f]{32}$/);
    expect(print({ actualMs: 99_000, message: "other", severity: "P0" })).toBe(print({}));
    expect(print({ package: "b" })).not.toBe(print({}));
    expect(print({ code: "B" })).not.toBe(print({}));
  });

  it("has no results for a verdict without findings", () => {
    const empty = JSON.parse(formatGate("sarif", { ...report, verdict: { verdict: "pass", findings: [] } }));
    expect(empty.runs[0]).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  });
});

describe("gitlab", () => {
  it("is a list of issues with unique fingerprints", () => {
    const issues = JSON.parse(formatGate("gitlab", report));
    expect(issues.map((issue: object) => Object.keys(issue))).toEqual(
      Array(3).fill(["description", "check_name", "fingerprint", "severity", "location"]),
    );
    expect(issues.map(({ severity }: { severity: string }) => severity)).toEqual([
      "critical",
      "minor",
      "info",
    ]);
    expect(issues[0].location).toEqual({ path: "packages/query-core/package.json", lines: { begin: 1 } });
    expect(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(3);
  });
});

describe("junit", () => {
  it("has a case for the workspace and each package, in seconds", () => {
    const text = formatGate("junit", report);
    expect(openTags(text)).toEqual([]);
    expect(text).toContain('<testsuite name="sixty gate" tests="7" failures="1" errors="0" time="606.340">');
    expect(text).toContain(
      '<testcase classname="sixty.gate" name="@tanstack/query-core" time="330.400"><failure type="EDIT_OVER_BUDGET"',
    );
    expect(text).toContain('<testcase classname="sixty.gate" name="@tanstack/react-query" time="55.300"/>');
    expect(text.match(/<testcase /g)).toHaveLength(7);
    expect(text.match(/<failure /g)).toHaveLength(1);
    expect(text.match(/<system-out>/g)).toHaveLength(2);
  });

  it("is well formed whatever a name holds", () => {
    const nasty = `a"b'<c>&]]>\u0000\u001b[31m\u0008\ud800\uffff`;
    const loop: PackageLoop = { ...loops.packages[0]!, name: nasty };
    const findings = [{ ...finding, package: nasty, message: nasty }];
    const text = formatGate("junit", { ...report, verdict: { verdict: "fail", findings }, packages: [loop] });
    expect(openTags(text)).toEqual([]);
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\uffff/u);
    expect(text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(text.match(/<failure /g)).toHaveLength(1);
  });

  it("reports an unclear verdict as an error", () => {
    const text = formatGate("junit", { ...report, verdict: { verdict: "inconclusive", findings: [] } });
    expect(text).toContain('failures="0" errors="1"');
    expect(text.match(/<error /g)).toHaveLength(1);
  });
});

/** Elements that are not closed, and text that breaks the grammar: a reader of the little XML that is written. */
function openTags(text: string): string[] {
  const body = text.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, "");
  const token =
    /<(\/?)([a-z-]+)((?: [a-z]+="[^"<&]*(?:&(?:amp|lt|gt|quot|apos);[^"<&]*)*")*)(\/?)>|([^<]+)/gy;
  const open: string[] = [];
  let read = 0;
  for (const [piece, close, name, , empty, content] of body.matchAll(token)) {
    read += piece.length;
    if (content !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|apos);)|\]\]>/.test(content)) return [`bad text: ${content}`];
    } else if (close) {
      if (open.pop() !== name) return [`wrong end: ${name}`];
    } else if (!empty) open.push(name!);
  }
  return read === body.length ? open : [`cannot read: ${body.slice(read, read + 80)}`];
}
