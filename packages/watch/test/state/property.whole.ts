import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { World } from "./world.ts";

/** One step of somebody's day: save some files, let the watcher see it, let time pass. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("save" as const), file: fc.nat(7), value: fc.nat(6) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete" as const), file: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("rename" as const), from: fc.nat(7), to: fc.nat(7) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("checkout" as const),
      values: fc.array(fc.nat(6), { minLength: 8, maxLength: 8 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("see" as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("pass" as const), which: fc.nat(5) }) },
);

const world = fc.record({
  tasks: fc.array(
    fc.record({
      dependsOn: fc.uniqueArray(fc.nat(7), { maxLength: 3 }),
      reads: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 4 }),
      related: fc.boolean(),
      parallelism: fc.integer({ min: 0, max: 5 }).map((n) => n > 0),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  workers: fc.integer({ min: 1, max: 3 }),
  behindTasks: fc.boolean(),
});

describe("after any sequence of edits", () => {
  test("what is known of every task is what a run from scratch gives", () => {
    fc.assert(
      fc.property(world, fc.array(step, { maxLength: 60 }), (shape, steps) => {
        const live = new World(shape);
        for (const one of steps) live.take(one);
        live.settle();
        expect(live.outcome()).toEqual(live.fromScratch());
      }),
      { numRuns: 3000, seed: 60 },
    );
  });

  test("no run reads what another writes, and never more run than there are workers", () => {
    fc.assert(
      fc.property(world, fc.array(step, { maxLength: 40 }), (shape, steps) => {
        const live = new World(shape);
        for (const one of steps) {
          live.take(one);
          live.check();
        }
      }),
      { numRuns: 500, seed: 61 },
    );
  });
});
