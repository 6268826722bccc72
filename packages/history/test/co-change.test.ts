import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coChange } from "../src/index.ts";

const commit = (...files: string[]) => ({ id: "1", time: 1, subject: "", files });

describe("coChange", () => {
  it("counts pairs, most often first", () => {
    expect(coChange([commit("b", "a"), commit("a", "b", "c"), commit("c")])).toEqual([
      { a: "a", b: "b", count: 2 },
      { a: "a", b: "c", count: 1 },
      { a: "b", b: "c", count: 1 },
    ]);
  });

  it("leaves out commits of many files, by their size before any file is left out", () => {
    expect(coChange([commit("a", "b", "c")], 2)).toEqual([]);
    expect(coChange([commit("a", "b", "c")], 2, (file) => file !== "c")).toEqual([]);
    expect(coChange([commit("a", "b", "c")], 3, (file) => file !== "c")).toEqual([
      { a: "a", b: "b", count: 1 },
    ]);
  });

  it("agrees with asking of every pair in how many commits both are", () => {
    const name = fc.constantFrom("a", "b", "c", "__proto__", "constructor");
    fc.assert(
      fc.property(fc.array(fc.array(name)), (lists) => {
        const names = [...new Set(lists.flat())].sort();
        const pairs = names.flatMap((a) => names.filter((b) => a < b).map((b) => ({ a, b })));
        const counted = pairs
          .map(({ a, b }) => ({ a, b, count: lists.filter((l) => l.includes(a) && l.includes(b)).length }))
          .filter(({ count }) => count > 0);
        const byName = coChange(lists.map((list) => commit(...list))).sort((x, y) =>
          x.a + x.b < y.a + y.b ? -1 : 1,
        );
        expect(byName).toEqual(counted.sort((x, y) => (x.a + x.b < y.a + y.b ? -1 : 1)));
      }),
      { seed: 60 },
    );
  });
});
