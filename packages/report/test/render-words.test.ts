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
import { ESCAPES, look, narrow, text } from "./looks.ts";
import { curve, loops, plan, replay, replayAfter, timings, verdict, which, why } from "./sample.ts";

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
