import { describe, expect, it } from "vitest";
import { renderMeasureSummary, renderReport, renderVerdict } from "../src/index.ts";
import { look, narrow, text } from "./looks.ts";
import { loops, timings, verdict } from "./sample.ts";

describe("renderReport", () => {
  it("says where a workspace stands, then the packages, worst first", () => {
    const extra = {
      machine: { class: "linux-x64-2c", cores: 2 },
      runner: "nx",
      targets: ["build", "test:lib"],
      measuredAt: "2026-11-21T02:00:00.000Z",
      next: "sixty which",
    } as const;
    expect(renderReport(loops, look, extra)).toBe(text`
6 packages · nx · build, test:lib · linux-x64-2c · measured 2026-11-21 02:00 UTC

After an edit  p50 >48.2s   p95 >5m 30s   at most 63% of edits within 1m
Complete loop  >6m 52s on 2 workers   work 13m 10s   critical path 4m 11s
               @tanstack/query-core:build → … 3 more … → @tanstack/react-q…-client:test:lib

package                            after edit  of budget         headroom     own  dependents  edits
@tanstack/query-core                   5m 30s  ███████████████▶   −4m 30s  1m 02s           9    34%
@tanstack/query-…sist-client-core      2m 21s  ███████████████▶   −1m 21s   12.4s           5     5%
@tanstack/angula…ery-experimental      1m 01s  ███████████████▶     −1.0s  1m 01s           0    10%
@tanstack/react-query                   55.3s  ██████████████▊       4.7s   28.1s           3    20%
@tanstack/vue-query                    >18.4s  ████▉               <41.6s   18.4s           0    <1%
@tanstack/eslint-plugin-query           340ms  ▏                    59.7s   340ms           0    30%

1 task has no timing and counts as 0ms: @tanstack/vue-query:test:lib
→ sixty measure --missing

→ sixty which
`);
  });

  it("gives up columns before names where there is less room, and draws in ASCII", () => {
    expect(renderReport(loops, narrow, { limit: 3 })).toBe(text`
6 packages

After an edit  p50 >48.2s   p95 >5m 30s   at most 63% of edits within 1m
Complete loop  >6m 52s on 2 workers   work 13m 10s   critical path 4m 11s
               @tanstack...ore:build -> ... 3 more ... -> @tanstack...:test:lib

package                          after edit  of budget   headroom     own  edits
@tanstack/query-core                 5m 30s  #########>   -4m 30s  1m 02s    34%
@tanstack/quer...st-client-core      2m 21s  #########>   -1m 21s   12.4s     5%
@tanstack/angu...y-experimental      1m 01s  #########>     -1.0s  1m 01s    10%
... and 3 more packages

1 task has no timing and counts as 0ms: @tanstack/vue-query:test:lib
-> sixty measure --missing
`);
  });

  it("takes nothing from a hostile name", () => {
    const name = "evil\u001b[2J\u001b]0;x\u0007\n\u202ename";
    const hostile = { ...loops, packages: [{ ...loops.packages[0]!, name }], unmeasured: [name] };
    const shown = renderReport(hostile, look);
    expect(shown).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    expect(shown).toContain("evil name");
  });
});

describe("renderVerdict", () => {
  it("lists what breaches, with figures and what to do", () => {
    expect(renderVerdict(verdict, look)).toBe(text`
✗ The gate fails: 1 breach, 1 warning

P1  @tanstack/query-core  5m 30s, limit 1m (+4m 30s)  EDIT_OVER_BUDGET
    The loop after an edit is over the budget, and the baseline does not know the package
    → sixty which

P2  @tanstack/angular-query-experimental  1m 01s, limit 1m 30s  WAIVER_ENDS_SOON
    The waiver of ann ends on 2027-03-31
    → sixty ratchet waive "@tanstack/angular-query-experimental"

P3  workspace  OTHER_MACHINE
    Timings of linux-x64-16c were left out: this machine is linux-x64-2c
    → sixty measure
`);
  });

  it.each([
    ["pass", "✓ The gate holds: 10 packages, budget 1m"],
    ["inconclusive", "? The gate cannot tell"],
  ] as const)("is one line for %s", (kind, line) => {
    expect(renderVerdict({ verdict: kind, findings: [] }, look, { packages: 10, budgetMs: 60_000 })).toBe(
      line,
    );
  });

  it("bounds the list", () => {
    const many = {
      verdict: "fail",
      findings: Array.from({ length: 30 }, () => verdict.findings[0]!),
    } as const;
    const shown = renderVerdict(many, look, { limit: 2 });
    expect(shown.match(/EDIT_OVER_BUDGET/g)).toHaveLength(2);
    expect(shown).toContain("✗ The gate fails: 30 breaches");
    expect(shown.endsWith("… and 28 more findings")).toBe(true);
  });
});

describe("renderMeasureSummary", () => {
  it("tells totals, failures with their tail, and the slowest", () => {
    expect(
      renderMeasureSummary(timings, look, { elapsedMs: 71_000, file: ".sixty/timings/r1.jsonl" }),
    ).toBe(text`
✗ 2 tasks measured in 1m 11s, 1 failed, 1 skipped

✗ @tanstack/vue-query:build failed after 3.1s (EXIT_2)
  │ src/index.ts:3:1 - error TS2307: Cannot find module
  │ found 1 error

  skipped @tanstack/vue-query:test:lib

slowest tasks                   took  warm              of it
@tanstack/query-core:test:lib  52.1s        ██████████  1m 28s of processor, 2 test files, 209 tests
@tanstack/query-core:build      9.8s  4.1s  █▉          14.2s of processor

slowest test files                                    took              of it
packages/query-core/src/__tests__/query.test.tsx      9.1s  ██████████  2.3s importing, 6.1s testing
packages/query-core/src/__…ts__/queryClient.test.tsx  4.3s  ████▊

Kept in .sixty/timings/r1.jsonl
`);
  });

  it("is one line when nothing was measured", () => {
    expect(renderMeasureSummary([], look)).toBe("✓ 0 tasks measured");
  });
});
