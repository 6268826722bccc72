import { expect, test } from "vitest";
import { leastAlone, processorTimes, wasDisturbed } from "../src/disturbed.ts";

test.each([
  ["an idle machine", 0, 0, false],
  ["all of it ours", 10_000, 9800, false],
  ["half of it others', and room left", 8000, 3000, false],
  ["full, and half of it others'", 9800, 5000, true],
  ["full, and a little of it others'", 9800, 8700, false],
])("%s", (_, busyMs, ownMs, disturbed) => {
  const before = { busyMs: 500, allMs: 1000 };
  expect(wasDisturbed(before, { busyMs: 500 + busyMs, allMs: 11_000 }, ownMs)).toBe(disturbed);
});

test.each([
  ["nothing else ran", 9000, 9000, 10_000],
  ["half of the busy time was others'", 10_000, 5000, 5000],
  ["unknown processor time", 10_000, 0, 10_000],
])("the least alone: %s", (_, busyMs, ownMs, expected) => {
  const before = { busyMs: 500, allMs: 1000 };
  expect(leastAlone(10_000, before, { busyMs: 500 + busyMs, allMs: 21_000 }, ownMs)).toBe(expected);
});

test("a system that tells no times is never called disturbed", () => {
  expect(wasDisturbed({ busyMs: 0, allMs: 0 }, { busyMs: 0, allMs: 0 }, 100)).toBe(false);
});

test("times of this machine only grow", () => {
  const before = processorTimes();
  const end = performance.now() + 60;
  while (performance.now() < end);
  expect(processorTimes().allMs).toBeGreaterThan(before.allMs);
});
