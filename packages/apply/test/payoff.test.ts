import { ok, type Workspace } from "@sixty/model";
import { expect, test } from "vitest";
import { type MeasuredLoop, payoff } from "../src/transaction/payoff.ts";

const loop = (ms: number, aloneMs = ms): MeasuredLoop => ({
  ms,
  aloneMs,
  p95Ms: ms,
  edits: [],
  outcomes: [],
});

test.each<[string, MeasuredLoop, number | MeasuredLoop, string | undefined]>([
  ["shorter", loop(1000), 999, undefined],
  ["as long", loop(1000), 1000, "NO_PAYOFF"],
  ["shorter than what was held up, but not for certain", loop(1000, 600), 800, "PAYOFF_UNCLEAR"],
  ["shorter than what was held up can have been", loop(1000, 900), 850, undefined],
  ["much shorter than what was held up", loop(1000, 300), 700, undefined],
  ["longer than what was held up", loop(1000, 300), 1100, "NO_PAYOFF"],
  ["longer, but held up itself", loop(1000), loop(1300, 700), "PAYOFF_UNCLEAR"],
  ["longer for certain, though held up", loop(1000), loop(1300, 1100), "NO_PAYOFF"],
])("the loop is %s", async (_, before, then, code) => {
  const after = typeof then === "number" ? loop(then) : then;
  const reread = async () => ok({ workspace: {} as Workspace, graph: {} as never });
  const paid = await payoff({ reread, measure: async () => ok(after) }, before);
  expect(paid.problem?.code).toBe(code);
  expect(paid.measured).toMatchObject({ beforeMs: before.ms, afterMs: after.ms });
});
