import { expect, test } from "vitest";
import { runId } from "../src/commands/measure/run-id.ts";
import { parseShard } from "../src/commands/measure/shard.ts";
import { readers } from "../src/readers.ts";

test.each(["0", "-1", "1.5", "x", "", "1e99"])("%j is no count", (text) =>
  expect(() => readers.integer(text)).toThrow(/whole number/),
);

test.each(["2027-2-3", "2027-02-30", "tomorrow", ""])("%j is no day", (text) =>
  expect(() => readers.date(text)).toThrow(/day/),
);

test("values are read", () => {
  expect([readers.integer("12"), readers.duration("1m30s"), readers.date("2028-02-29")]).toEqual([
    12,
    90_000,
    "2028-02-29",
  ]);
});

test.each(["0/2", "3/2", "1", "1/0", "a/b", "-1/2"])("%j is no shard", (text) =>
  expect(parseShard(text).ok).toBe(false),
);

test("a shard is read", () => expect(parseShard("2/4")).toEqual({ ok: true, value: { index: 2, count: 4 } }));

test("runs of one moment have names of their own", () => {
  const now = new Date("2027-01-02T03:04:05.678Z");
  expect(runId(now)).toMatch(/^20270102T030405-[0-9a-f]{6}$/);
  expect(new Set(Array.from({ length: 50 }, () => runId(now))).size).toBe(50);
});
