import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { renderWatch } from "../../src/watch/screen.ts";
import { emptyView, watchView } from "../../src/watch/view.ts";
import { story } from "./events.ts";

const look = { columns: 90, color: false, unicode: true };

describe("renderWatch", () => {
  test("a loop that passed", () => {
    expect(screen(7)).toMatchInlineSnapshot(`
      "
      sixty watch  ✓ pass  start  2 packages · 3 tasks · budget 1m

      ✓ a:build  ████████████████████  1.2s
      ✓ a:test   ███████████▋          700ms warm
      ✓ b:test   █████                 300ms warm












      3 tasks in 2.0s, 95% of it in tools
      ▅█▅ last 3 loops, longest 4.0s
      r rerun  f filter  w why  q quit
      "
    `);
  });

  test("while the rest follows the first answer", () => {
    expect(screen(11)).toMatchInlineSnapshot(`
      "
      sixty watch  runs 3s  packages/a/src/x.ts  2 packages · 3 tasks · budget 1m

      ✓ a:build  ██████████████████    900ms warm
      · a:test   related tests pass; the rest follows
      · b:test












      the tests that it reaches pass after 1.1s; the rest follows
      ▅█▅ last 3 loops, longest 4.0s
      r rerun  f filter  w why  q quit
      "
    `);
  });

  test("a loop that failed and is over its budget", () => {
    expect(screen(story.length)).toMatchInlineSnapshot(`
      "
      sixty watch  ✗ fail  packages/a/src/x.ts  2 packages · 3 tasks · budget 1m

      ✗ a:test   ████████████████████  1.0s warm
      ✓ a:build  ██████████████████    900ms warm
      · b:test   waits for a:test

      ✗ a:test  EXIT_1
        packages/a/test/x.test.ts:12  adds > two
          expected 3 to be 4






      2 tasks in 2.0s, 95% of it in tools  in CI 1m 15s of 1m  over by 15.0s
      slowest a:build 900ms  +600ms since 2026-11-20  others kept 50% of the machine busy
      → over budget: sixty why packages/a/src/x.ts, or sixty which
      ▅█▅▅ last 4 loops, longest 4.0s
      r rerun  f filter  w why  q quit
      "
    `);
  });

  test("on a narrow terminal names and times stay, and failures go on below", () => {
    const narrow = { ...look, columns: 39 };
    const long = "@some-scope/a-package-with-a-long-name:test";
    const renamed = story.map((event) =>
      event.type === "task" && event.id === "a:test"
        ? { ...event, id: long, output: "expected 'a string that is long' to be 'another one'", failures: [] }
        : event.type === "loop" && event.failed.length > 0
          ? { ...event, failed: [long] }
          : event,
    );
    const lines = renderWatch(
      renamed.reduce((seen, event) => watchView(seen, event, 0), emptyView),
      narrow,
      { rows: 22, nowMs: 3400 },
    );
    expect(`\n${lines.join("\n")}\n`).toMatchInlineSnapshot(`
      "
      sixty watch  ✗ fail  packages/…src/x.ts

      ✗ @some-scop…-name:test  1.0s warm
      ✓ a:build                900ms warm
      · a:test
      · b:test                 waits for a:t…

      ✗ @some-scope/a-…long-name:test  EXIT_1
        expected 'a string that is long' to
        be 'another one'





      2 tasks in 2.0s, 95% of it in tools
      in CI 1m 15s of 1m  over by 15.0s
      slowest a:build 900ms
      → over budget: sixty why
      packages/a/src/x.ts, or sixty which
      ▅█▅▅ last 4 loops, longest 4.0s
      r rerun  f filter  w why  q quit
      "
    `);
  });

  test("on a low terminal tasks give way to what failed", () => {
    const lines = renderWatch(view(story.length), look, { rows: 12, nowMs: 0 });
    expect(lines.join("\n")).toContain("adds > two");
  });

  test("a failed task that is gone leaves the screen with the next loop", () => {
    const end = story.at(-1)!;
    if (end.type !== "loop") throw new Error("the story ends with a loop");
    const after = watchView(view(story.length), { ...end, failed: [], verdict: "pass" }, 0);
    expect(renderWatch(after, look, { rows: 20, nowMs: 0 }).join("\n")).not.toContain("adds > two");
  });

  test("never more lines or cells than there are", () => {
    for (const rows of [5, 8, 12, 40])
      for (const columns of [20, 40, 200])
        for (const color of [true, false]) {
          const lines = renderWatch(
            view(story.length),
            { columns, color, unicode: true },
            { rows, nowMs: 0 },
          );
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const line of lines)
            expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(columns);
        }
  });

  test("a filter leaves out tasks and failures", () => {
    const lines = renderWatch(view(story.length), look, {
      rows: 20,
      nowMs: 0,
      filter: { text: "b:", typing: true },
    });
    expect(lines.join("\n")).not.toContain("adds > two");
    expect(lines.at(-1)).toContain("filter: b:");
  });

  test("a page stands in place of the loop", () => {
    const lines = renderWatch(view(story.length), look, { rows: 20, nowMs: 0, page: "the answer" });
    expect(lines[2]).toBe("the answer");
  });

  test("what a task prints cannot move the cursor", () => {
    const lines = renderWatch(view(story.length), look, { rows: 40, nowMs: 0 });
    expect(lines.join("")).not.toContain("\u001B");
  });
});

function view(events: number) {
  return story.slice(0, events).reduce((seen, event) => watchView(seen, event, 0), emptyView);
}

function screen(events: number): string {
  const lines = renderWatch(view(events), look, { rows: 20, nowMs: 3400 });
  return `\n${lines.join("\n")}\n`;
}
