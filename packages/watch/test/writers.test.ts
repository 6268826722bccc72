import { expect, test } from "vitest";
import { Writers } from "../src/engine/writers.ts";

test("a file that every run writes is its own after three ends and two whole runs", () => {
  const own: string[] = [];
  const writers = new Writers(({ where }) => own.push(where ?? ""));
  const judged = [1, 2, 3, 4, 5, 6, 7].map((run) => writers.judge("a", run, run === 1));
  expect(judged).toEqual(["edit", "edit", "edit", "wait", "wait", "own", "own"]);
  expect(own).toEqual(["a"]);
});

test("many saves under one run count once", () => {
  const writers = new Writers(() => {});
  expect([1, 1, 1, 1, 1, 1].map((run) => writers.judge("a", run, true))).toEqual(Array(6).fill("edit"));
});

test("a file that was there before needs more", () => {
  const writers = new Writers(() => {});
  const judged = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((run) => writers.judge("a", run, false));
  expect(judged.indexOf("own")).toBe(9);
});

test("a change while nothing runs is an edit, and what was taken for own is no longer", () => {
  const writers = new Writers(() => {});
  for (const run of [1, 2, 3, 4, 5, 6]) writers.judge("a", run, true);
  expect(writers.judge("a", undefined, false)).toBe("edit");
  expect(writers.judge("a", 9, false)).toBe("edit");
});

test("loops without a change clear suspicion", () => {
  const writers = new Writers(() => {});
  for (const run of [1, 2, 3, 4, 5]) writers.judge("a", run, true);
  for (let loop = 0; loop < 3; loop++) writers.settled();
  expect(writers.judge("a", 6, true)).toBe("edit");
});
