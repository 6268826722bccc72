import { expect, test } from "vitest";
import { renderWatchLine } from "../../src/watch/line.ts";
import { loop, story } from "./events.ts";

const look = { columns: 90, color: false, unicode: true };

test("every event that says something is a line", () => {
  const lines = story.flatMap((event) => renderWatchLine(event, look) ?? []);
  expect(`\n${lines.join("\n")}\n`).toMatchInlineSnapshot(`
    "
    watching 2 packages, 3 tasks, 0 of them known, after 120ms
    start 3 tasks stale
    ✓ a:build 1.2s
    ✓ a:test 700ms warm
    ✓ b:test 300ms warm
    ✓ pass  3 tasks in 2.0s, 95% of it in tools
    packages/a/src/x.ts 3 tasks stale
    ✓ a:build 900ms warm
    ✓ a:test related tests 200ms warm
    ✓ the tests that it reaches pass after 1.1s
    ✗ a:test 800ms warm EXIT_1
      packages/a/test/x.test.ts:12  adds > two
        expected 3 to be 4
    · b:test waits for a:test
    ✗ fail  2 tasks in 2.0s, 95% of it in tools  in CI 1m 15s of 1m  over by 15.0s  slowest a:build 900ms  +600ms since 2026-11-20  others kept 50% of the machine busy
      → over budget: sixty why packages/a/src/x.ts, or sixty which
    "
  `);
});

test.each([
  [{ predictedMs: 20_000, headroomMs: 40_000 }, "in CI 20.0s of 1m  headroom 40.0s"],
  [{ predictedMs: 20_000, headroomMs: 40_000, unmeasured: 2 }, "in CI at least 20.0s of 1m"],
  [
    { predictedMs: 90_000, headroomMs: -30_000, files: ["a.ts"] },
    "over by 30.0s\n  → over budget: sixty why a.ts, or sixty which",
  ],
  [{ unmeasured: 2 }, "2 tasks never measured\n  → no prediction: sixty measure"],
  [{ earlier: { day: "2026-11-20", moreMs: -2000 } }, "-2.0s since 2026-11-20"],
  [{ earlier: { day: "2026-11-20", moreMs: 40 } }, "97% of it in tools"],
])("of a loop with %j it says %s", (more, text) => {
  const line = renderWatchLine(loop({ tasks: ["a:build"], ms: 2000, toolMs: 1940, ...more }), look);
  expect(line).toContain(text);
});
