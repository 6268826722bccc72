import { expect, test } from "vitest";
import { choose } from "../src/commands/split/apply/representatives.ts";

const candidate = (file: string, share: number, modelMs: number) => ({ file, share, modelMs });

test("one part stands for itself", () => {
  expect(choose([candidate("a.ts", 0.3, 100)])).toEqual([candidate("a.ts", 0.3, 100)]);
});

test("no part, nothing to time", () => {
  expect(choose([])).toEqual([]);
});

test("parts edited most are timed until they cover the edits; the rest counts to the nearest loop", () => {
  const chosen = choose([
    candidate("rare-slow.ts", 0.1, 900),
    candidate("often.ts", 0.4, 100),
    candidate("rare-fast.ts", 0.2, 120),
    candidate("also-often.ts", 0.3, 1000),
  ]);
  expect(chosen.map(({ file }) => file)).toEqual(["often.ts", "also-often.ts"]);
  expect(chosen[0]!.share).toBeCloseTo(0.6);
  expect(chosen[1]!.share).toBeCloseTo(0.4);
});

test("the slowest is timed however rarely it is edited", () => {
  const chosen = choose([candidate("often.ts", 0.95, 100), candidate("rare-slow.ts", 0.05, 900)]);
  expect(chosen.map(({ file }) => file)).toEqual(["often.ts", "rare-slow.ts"]);
});

test("never more than four are timed, and no share is lost", () => {
  const many = Array.from({ length: 16 }, (_, n) => candidate(`${String.fromCharCode(97 + n)}.ts`, 1, n));
  const chosen = choose(many);
  expect(chosen.map(({ file }) => file).sort()).toEqual(["a.ts", "b.ts", "c.ts", "p.ts"]);
  expect(chosen.reduce((sum, { share }) => sum + share, 0)).toBe(16);
  expect(chosen[0]).toEqual(candidate("p.ts", 7, 15));
});
