import { expect, test } from "vitest";
import type { Run } from "../src/engine/runs.ts";
import { Tally, wholes } from "../src/engine/tally.ts";
import type { TaskOutcome } from "../src/runner.ts";
import { task } from "./support.ts";

const run = (id: string, pass: Run["pass"]): Run => ({
  task: task(id),
  pass,
  at: performance.now(),
  startedAt: "2026-11-21T00:00:00.000Z",
  counts: true,
});
const outcome = (wallMs: number, file: string): TaskOutcome => ({
  state: "ok",
  wallMs,
  toolMs: wallMs,
  output: "",
  failures: [],
  warm: true,
  testFiles: [{ file, ms: 1 }],
});

test("two passes of a task are one run of both together", () => {
  const tally = new Tally();
  tally.change("edit", ["a"], ["a:test"], performance.now());
  tally.count(run("a:test", "related"), outcome(500, "one"));
  tally.count(run("a:test", "whole"), outcome(100, "two"));
  expect(wholes(tally.counted)).toMatchObject([
    {
      ms: 600,
      testFiles: [
        { file: "one", ms: 1 },
        { file: "two", ms: 1 },
      ],
    },
  ]);
});

test("what ran before the save that starts the loop again does not count where it is reached", () => {
  const tally = new Tally();
  tally.change("edit", ["a"], ["a:test", "b:test"], performance.now());
  tally.count(run("a:test", "whole"), outcome(500, "one"));
  tally.count(run("b:test", "whole"), outcome(500, "one"));
  tally.change("edit", ["c"], ["a:test"], performance.now());
  expect(tally.restarted).toBe(true);
  expect(tally.counted.map((one) => one.run.task.id)).toEqual(["b:test"]);
  expect(tally.files).toEqual(["a", "c"]);
});

test("the newest save is one that came while others were under way", () => {
  const tally = new Tally();
  tally.change("edit", ["a"], ["a:test"], performance.now());
  expect(tally.newest).toEqual([]);
  tally.change("edit", ["b", "c"], ["b:test"], performance.now());
  tally.change("rerun", [], ["a:test"], performance.now());
  expect(tally.newest).toEqual(["b", "c"]);
  tally.change("edit", ["d"], ["d:test"], performance.now());
  expect(tally.newest).toEqual(["d"]);
  tally.close();
  expect(tally.newest).toEqual([]);
  tally.change("edit", ["d"], ["d:test"], performance.now());
  expect(tally.newest).toEqual([]);
});

test("time in tools is counted once where they overlap, and not before the save", () => {
  const tally = new Tally();
  tally.change("edit", ["a"], ["a:test"], performance.now() - 100);
  tally.count(run("a:test", "whole"), outcome(5000, "one"));
  tally.count(run("b:test", "whole"), outcome(50, "one"));
  expect(tally.toolMs()).toBeLessThanOrEqual(tally.ms() + 1);
  expect(tally.toolMs()).toBeGreaterThanOrEqual(100);
});
