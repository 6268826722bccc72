import { describe, expect, it } from "vitest";
import { renderPlan, renderReplay, renderReplayPlan, renderWhich, renderWhy } from "../src/index.ts";
import { look, text } from "./looks.ts";
import { curve, plan, replay, replayAfter, which, why } from "./sample.ts";

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

describe("the files of a part", () => {
  it("are told by their folders where these are many", () => {
    const [facade, ...rest] = plan.parts;
    const files = ["a", "b", "c", "d"].map((name) => `packages/eslint-plugin/rules/${name}/${name}.ts`);
    const shown = renderPlan({ ...plan, parts: [{ ...facade!, files }, ...rest] }, look, {
      budgetMs: 60_000,
    });
    expect(shown).toContain("  rules/a, rules/b, rules/c, rules/d\n");
  });
});

describe("renderPlan of a package that stays whole", () => {
  const [facade] = plan.parts;
  const { beforeMs, p50BeforeMs, p95BeforeMs } = plan.predicted;
  const predicted = {
    ...plan.predicted,
    afterMs: beforeMs,
    p50AfterMs: p50BeforeMs,
    p95AfterMs: p95BeforeMs,
  };
  const whole = { ...plan, parts: [facade!], hoists: [], predicted };

  it("says so, with neither parts nor moves", () => {
    const shown = renderPlan(whole, look, { budgetMs: 60_000, file: "plan.json" });
    expect(shown.split("\n")[0]).toBe(
      "@stylistic/eslint-plugin stays whole: no split that was found saves a tenth of its loop",
    );
    expect(shown).not.toMatch(/moved|rewritten|folder|plan\.json/);
    expect(renderPlan(whole, look, { budgetMs: 600_000 })).toContain("stays whole: it is within 10m");
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
  EDGE_BREAK (up to 8.2s an edit) packages/eslint-plugin/utils/index.ts:3
    Every rule imports the barrel of utils, so an edit of any helper runs every test
    → Import the helper's own file.
  → sixty split @stylistic/eslint-plugin

@tanstack/query-core  no split of it helps
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
    expect(renderWhich({ ...none, candidates: [hopeless!] }, look)).toContain("no split of it helps");
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
  index.ts

@stylistic/eslint-plugin-indent
  rules/indent.ts, rules/indent.test.ts, rules/indent-2.test.ts

@stylistic/eslint-plugin-utils
  utils/ast.ts, utils/types.ts

Types that move, so that cycles open
  IndentOptions, MessageIds
    packages/eslint-plugin/rules/indent.ts → packages/eslint-plugin/utils/types.ts

In the way
  EDGE_BREAK (up to 8.2s an edit) packages/eslint-plugin/utils/index.ts:3
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

describe("renderWhy where tasks were never measured", () => {
  it.each([
    [
      1,
      "After an edit  5m 30s or more   budget 1m",
      "3 tasks, 1 of them never measured: sixty measure --missing",
    ],
    [
      3,
      "After an edit  not measured   budget 1m",
      "3 tasks, 3 of them never measured: sixty measure --missing",
    ],
  ])("says so of %i of 3", (count, loop, stale) => {
    const said = renderWhy({ ...why, unmeasured: why.affected.slice(0, count) }, look, { budgetMs: 60_000 });
    expect(said).toContain(loop);
    expect(said).toContain(stale);
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
