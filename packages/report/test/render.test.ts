import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Look,
  renderMeasureSummary,
  renderPlan,
  renderProblem,
  renderProgress,
  renderRatchet,
  renderReplay,
  renderReplayPlan,
  renderReport,
  renderTightened,
  renderVerdict,
  renderWhich,
  renderWhy,
} from "../src/index.ts";
import { width } from "../src/text/width.ts";
import { curve, loops, plan, replay, replayAfter, timings, verdict, which, why } from "./sample.ts";

const look: Look = { columns: 100, color: false, unicode: true };
const narrow: Look = { columns: 80, color: false, unicode: false };
const text = (lines: TemplateStringsArray) => lines.raw.join("").slice(1, -1);
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
const ESCAPES = /\u001b\[[\d;]*m/g;

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

describe("renderReplay", () => {
  it("shows how the loops of commits spread, and the slowest", () => {
    expect(renderReplay(replay, look)).toBe(text`
Replayed  4 commits on 2 workers (and 1 that makes no task stale)
Loop      p50 48.2s   p95 5m 30s   75% within 1m

loop     commits
to 15s         1  ███████▌
to 30s         1  ███████▌
to 1m          1  ███████▌
to 2m          0
to 4m          0
over 4m        1  ███████▌

slowest      loop  tasks  commit
0a1b2c3d4  5m 30s     21  feat(query-core): a very long subject… done, at length, and then some more
1a1b2c3d4   48.2s      4  fix(react-query): types
2a1b2c3d4   18.4s      2  test(vue-query): 日本語の件名
4a1b2c3d4   340ms      1  fix(eslint-plugin-query): rule
`);
  });
});

describe("renderWhich", () => {
  it("names the package to split, and what stands in the way of the others", () => {
    expect(renderWhich(which, look)).toBe(text`
package                   after edit  after split   bound  saved an edit  edits  parts
@stylistic/eslint-plugin      4m 55s        21.4s   17.0s         4m 34s    91%      3
@tanstack/query-core          5m 30s               5m 01s                    5%
… and more, which would save less

@stylistic/eslint-plugin  3 parts, p95 49.8s: within 1m
  EDGE_BREAK (8.2s an edit) packages/eslint-plugin/utils/index.ts:3
    Every rule imports the barrel of utils, so an edit of any helper runs every test
    → Import the helper's own file.
  → sixty split @stylistic/eslint-plugin

@tanstack/query-core  no split of it helps enough
  REEXPORTS_ALL packages/react-query/src/index.ts:4
    9 packages export all of it again, so an edit of any part makes them stale
  → sixty why packages/query-core/src/query.ts

1 package with a task that was never measured:
  @tanstack/vue-query
→ sixty measure --missing
`);
  });

  it("says when there is nothing to do, and when no split helps", () => {
    const none = { ...which, candidates: [], truncated: false, unmeasured: [] };
    expect(renderWhich(none, look)).toBe(
      "✓ The loop after an edit of every package is within 1m: nothing to split",
    );
    const [, hopeless] = which.candidates;
    expect(renderWhich({ ...none, candidates: [hopeless!] }, look)).toContain("no split of it helps enough");
  });
});

describe("renderPlan", () => {
  it("shows the effect, the parts, the changes and the obstacles", () => {
    const extra = { budgetMs: 60_000, file: ".sixty/plans/p.json", curve };
    expect(renderPlan(plan, look, extra)).toBe(text`
@stylistic/eslint-plugin → 3 parts

An edit  4m 55s → 21.4s on 2 workers   budget 1m
p50      4m 55s → 12.2s
p95      4m 55s → 49.8s
Bound    17.0s no split of these files does better; the plan is at 1.26 of it
Changes  4 files moved, 31 imports rewritten, importers pointed at the parts

part                               files  tests  tokens  uses  folder
@stylistic/eslint-plugin (façade)      1      0      1k     2  packages/eslint-plugin
@stylistic/eslint-plugin-indent        1      2     62k     1  packages/eslint-plugin-indent
@stylistic/eslint-plugin-utils         2      0     10k     0  packages/eslint-plugin-utils

@stylistic/eslint-plugin
  packages/eslint-plugin/index.ts

@stylistic/eslint-plugin-indent
  packages/eslint-plugin/rules/indent.ts, … 1 more …, packages/eslint-plug…les/indent-2.test.ts

@stylistic/eslint-plugin-utils
  packages/eslint-plugin/utils/ast.ts, packages/eslint-plugin/utils/types.ts

Types that move, so that cycles open
  IndentOptions, MessageIds
    packages/eslint-plugin/rules/indent.ts → packages/eslint-plugin/utils/types.ts

In the way
  EDGE_BREAK (8.2s an edit) packages/eslint-plugin/utils/index.ts:3
    Every rule imports the barrel of utils, so an edit of any helper runs every test
    → Import the helper's own file.

parts    an edit     p95  of budget
    1     4m 55s  4m 55s  ███████████████████▶
    2     1m 30s  2m 20s  ███████████████████▶
    3 ▶    21.4s   49.8s  ████████████████▋

Written to .sixty/plans/p.json; edit it and read it back:
→ sixty split @stylistic/eslint-plugin --plan .sixty/plans/p.json
`);
  });
});

describe("renderWhy", () => {
  it("shows the way from the file to the slowest task, and the costly imports", () => {
    expect(renderWhy(why, look, { budgetMs: 60_000 })).toBe(text`
packages/query-core/src/query.ts

Package        @tanstack/query-core
After an edit  5m 30s   budget 1m
Stale          3 tasks
Critical path  @tanstack/query-core:build → @tanstack/react-query:test:lib

To the slowest task
    packages/query-core/src/query.ts
  → packages/query-core/src/index.ts
  → packages/react-query/src/index.ts
  → @tanstack/react-query:test:lib

Imports that cost most
  8.1s an edit  packages/query-core/src/query.ts:12 → packages/query-core/src/retryer.ts
  900ms an edit  packages/query-core/src/types.ts:3 → packages/query-core/src/query.ts (type-only)
`);
  });
});

describe("renderReplayPlan", () => {
  it("sets the same commits side by side", () => {
    expect(renderReplayPlan(replay, replayAfter, look, "p.json")).toBe(text`
Replayed  4 commits with p.json
p50       48.2s → 48.2s
p95       5m 30s → 49.8s
Expected  1m 31s → 30.1s
Within    75% → 100% in 1m

commit     before  after
0a1b2c3d4  5m 30s  49.8s  feat(query-core): a very long subject… done, at length, and then some more
`);
  });
});

describe("the ratchet", () => {
  it("shows what is held", () => {
    const view = {
      machine: "linux-x64-2c",
      budgetMs: 60_000,
      commit: "0a1b2c3d4e5f",
      today: "2026-11-21",
      packages: [
        { package: "a", baselineMs: 18_400, limitMs: 60_000, nowMs: 17_000 },
        { package: "@tanstack/query-core", baselineMs: 320_000, limitMs: 320_000, nowMs: 330_400 },
      ],
      waivers: [
        { package: "a", owner: "ann", reason: "split under way", until: "2026-10-31", ceilingMs: 400_000 },
      ],
    };
    expect(renderRatchet(view, look)).toBe(text`
linux-x64-2c · taken at 0a1b2c3d4
2 packages, 1 package held above the budget of 1m

package               baseline  held at     now
@tanstack/query-core    5m 20s   5m 20s  5m 30s
a                        18.4s   1m 00s   17.0s

waiver  ceiling  until              owner  reason
a        6m 40s  2026-10-31 (over)  ann    split under way
`);
  });

  it("shows what was tightened", () => {
    const changes = [
      { package: "a", fromMs: 330_400, toMs: 300_000 },
      { package: "b", toMs: 20_000 },
      { package: "c", fromMs: 1000 },
    ];
    expect(renderTightened(changes, look)).toBe(text`
3 limits changed

package     was     now
a        5m 30s  5m 00s  −30.4s
b           new   20.0s
c          1.0s    gone
`);
    expect(renderTightened([], look)).toBe("✓ Nothing to tighten");
  });
});

describe("renderProblem", () => {
  it("says what, where and what to do", () => {
    const problem = {
      code: "BAD_TIMING",
      what: "A line cannot be used",
      where: ".sixty/t.jsonl:3",
      fix: "Delete it.",
    };
    expect(renderProblem(problem, look)).toBe(
      "error BAD_TIMING: A line cannot be used (.sixty/t.jsonl:3)\n  → Delete it.",
    );
    expect(renderProblem({ code: "X", what: "y" }, look, "warning")).toBe("warning X: y");
  });
});

describe("renderProgress", () => {
  const state = {
    done: 12,
    total: 40,
    failed: 1,
    elapsedMs: 123_400,
    leftMs: 240_000,
    running: ["a:build", "b:build"],
  };

  it("is one line", () => {
    expect(renderProgress(state, look)).toBe(
      "██████                12/40 1 failed  2m 03s, about 4m 00s left  a:build +1",
    );
    expect(renderProgress({ done: 0, total: 0, elapsedMs: 0, running: [] }, look)).toBe(
      `${" ".repeat(20)}  0/0  1.0s`,
    );
  });

  it("never reaches the last cell, however long the name", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 200 }),
        fc.string({ unit: "grapheme" }),
        fc.nat(9),
        (columns, name, others) => {
          const running = [name, ...Array.from({ length: others }, String)];
          expect(width(renderProgress({ ...state, running }, { ...look, columns }))).toBeLessThan(columns);
        },
      ),
      { seed: 60, numRuns: 500 },
    );
  });
});

describe("every text", () => {
  const texts: [string, (look: Look) => string][] = [
    ["report", (to) => renderReport(loops, to)],
    ["verdict", (to) => renderVerdict(verdict, to)],
    ["measure", (to) => renderMeasureSummary(timings, to)],
    ["replay", (to) => renderReplay(replay, to)],
    ["which", (to) => renderWhich(which, to)],
    ["plan", (to) => renderPlan(plan, to, { budgetMs: 60_000, curve })],
    ["replay with a plan", (to) => renderReplayPlan(replay, replayAfter, to, "p.json")],
    ["why", (to) => renderWhy(why, to, { budgetMs: 60_000 })],
  ];

  it.each(texts)("%s is the same with colours but for the colours", (_, render) => {
    const colourful = render({ ...look, color: true });
    expect(colourful).toMatch(ESCAPES);
    expect(render(look)).not.toMatch(ESCAPES);
    expect(colourful.replace(ESCAPES, "")).toBe(render(look));
  });

  it.each(texts)("%s has no line that is wider than 80 columns, or that ends in a space", (_, render) => {
    for (const line of render({ ...look, columns: 80 }).split("\n")) {
      expect(width(line), line).toBeLessThanOrEqual(80);
      expect(line).not.toMatch(/ $/);
    }
  });

  it.each(texts)("%s is ASCII but for names where that was asked", (_, render) => {
    expect(render(narrow).replace("日本語の件名", "")).toMatch(/^[\x20-\x7e\n]*$/);
  });
});
