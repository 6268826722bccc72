import { expect, test } from "vitest";
import { crowdingOf } from "../src/index.ts";

test("one core has nobody beside it", async () => {
  expect(await crowdingOf(1)).toBeUndefined();
});

test("busy cores never make work shorter, and a machine is not told to be worse than twice as slow", async () => {
  const crowding = await crowdingOf(2);
  expect(crowding).toBeGreaterThanOrEqual(1);
  expect(crowding).toBeLessThanOrEqual(2);
});

test("a signal ends it without an answer", async () => {
  expect(await crowdingOf(2, AbortSignal.abort())).toBeUndefined();
});
