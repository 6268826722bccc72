// Prints every text at several widths, to be looked at: npx tsx packages/report/test/print-samples.ts [COLUMNS…]
import {
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
import { curve, loops, plan, replay, replayAfter, timings, verdict, which, why } from "./sample.ts";

const asked = process.argv.slice(2).map(Number);
for (const columns of asked.length > 0 ? asked : [80, 100, 140]) {
  for (const plain of [false, true]) {
    const look = { columns, color: !plain, unicode: !plain };
    const texts = [
      renderReport(loops, look, {
        machine: { class: "linux-x64-2c", cores: 2 },
        runner: "nx",
        targets: ["build", "test:lib"],
        measuredAt: "2026-11-21T02:00:00.000Z",
        next: "sixty which",
      }),
      renderVerdict(verdict, look),
      renderVerdict({ verdict: "pass", findings: [] }, look, { packages: 10, budgetMs: 60_000 }),
      renderMeasureSummary(timings, look, { elapsedMs: 71_000, file: ".sixty/timings/r1.jsonl" }),
      renderReplay(replay, look),
      renderRatchet(
        {
          machine: "linux-x64-2c",
          budgetMs: 60_000,
          commit: "0a1b2c3d4e5f",
          today: "2026-11-21",
          packages: [
            { package: "@tanstack/query-core", baselineMs: 320_000, limitMs: 320_000, nowMs: 330_400 },
            { package: "@tanstack/vue-query", baselineMs: 18_400, limitMs: 60_000, nowMs: 17_000 },
          ],
          waivers: [
            {
              package: "@tanstack/query-core",
              owner: "ann",
              reason: "split under way",
              until: "2026-10-31",
              ceilingMs: 400_000,
            },
          ],
        },
        look,
      ),
      renderWhich(which, look),
      renderPlan(plan, look, {
        budgetMs: 60_000,
        file: ".sixty/plans/eslint-plugin.json",
        curve,
      }),
      renderWhy(why, look, { budgetMs: 60_000 }),
      renderReplayPlan(replay, replayAfter, look, ".sixty/plans/eslint-plugin.json"),
      renderTightened(
        [
          { package: "@tanstack/query-core", fromMs: 330_400, toMs: 300_000 },
          { package: "new", toMs: 20_000 },
        ],
        look,
      ),
      renderProblem(
        {
          code: "NX_GRAPH_FAILED",
          what: "nx could not make its graph",
          where: "nx graph",
          fix: "Run `npx nx graph` to see why.",
        },
        look,
      ),
      renderProgress(
        {
          done: 12,
          total: 40,
          failed: 1,
          elapsedMs: 123_000,
          leftMs: 240_000,
          running: ["@tanstack/query-core:test:lib", "b"],
        },
        look,
      ),
    ];
    console.log(`${"=".repeat(columns)}\n${texts.join(`\n${"-".repeat(columns)}\n`)}`);
  }
}
