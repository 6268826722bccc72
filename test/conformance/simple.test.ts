import { parseDuration } from "@sixty/model";
import { summarise } from "@sixty/schedule";
import { describe, expect, test } from "vitest";
import { vectors } from "./vectors.ts";

describe("durations", () => {
  type Expect = { readonly ms: number } | { readonly code: string };
  test.each(vectors<string | number, Expect>("durations"))("$title", ({ given, expect: expected }) => {
    const read = parseDuration(given);
    expect(read.ok ? { ms: read.value } : { code: read.error.code }).toEqual(expected);
  });
});

describe("percentiles", () => {
  interface Given {
    readonly sample: readonly (readonly [number, number])[];
    readonly budgetMs: number;
  }
  test.each(vectors<Given, ReturnType<typeof summarise>>("percentiles"))("$title", (one) => {
    const sample = one.given.sample.map(([value, weight]) => ({ value, weight }));
    const summary = summarise(sample, one.given.budgetMs);
    expect({ ...summary, withinBudget: Math.round(summary.withinBudget * 1e9) / 1e9 }).toEqual(one.expect);
  });
});
