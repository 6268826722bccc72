import fc from "fast-check";
import { expect, test } from "vitest";
import { shardTasks } from "../src/index.ts";
import { task } from "./support/workspace.ts";

/** Tasks in an order that every task follows its dependencies in. */
const graphs = fc
  .array(fc.tuple(fc.nat(1000), fc.array(fc.nat(20), { maxLength: 3 })), { minLength: 1, maxLength: 21 })
  .map((rows) => ({
    tasks: rows.map(([, needs], at) =>
      task(`p${at}:build`, "", {
        dependsOn: [...new Set(needs)].filter((need) => need < at).map((need) => `p${need}:build`),
      }),
    ),
    estimates: new Map(rows.flatMap(([ms], at) => (ms % 3 === 0 ? [] : [[`p${at}:build`, ms] as const]))),
  }));

test("every task is recorded by one shard, and runs after its dependencies there", () => {
  fc.assert(
    fc.property(graphs, fc.integer({ min: 1, max: 6 }), ({ tasks, estimates }, count) => {
      const shares = Array.from({ length: count }, (_, at) => {
        const share = shardTasks(tasks, at + 1, count, estimates);
        if (!share.ok) throw new Error(share.error.what);
        return share.value;
      });
      expect(shares.flatMap((share) => share.record).sort()).toEqual(tasks.map((one) => one.id).sort());
      const needs = new Map(tasks.map((one) => [one.id, one.dependsOn]));
      for (const { record, run } of shares) {
        expect(record.every((id) => run.includes(id))).toBe(true);
        for (const [at, id] of run.entries()) {
          expect(needs.get(id)!.every((need) => run.slice(0, at).includes(need))).toBe(true);
        }
      }
    }),
    { seed: 60, numRuns: 300 },
  );
});

test("independent tasks are spread by what they take", () => {
  const tasks = ["a", "b", "c", "d", "e"].map((name) => task(`${name}:test`, ""));
  const estimates = new Map([
    ["a:test", 50],
    ["b:test", 30],
    ["c:test", 20],
    ["d:test", 10],
    ["e:test", 10],
  ]);
  const shares = [1, 2].map((index) => shardTasks(tasks, index, 2, estimates));
  expect(shares).toMatchObject([
    { value: { record: ["a:test", "d:test"] } },
    { value: { record: ["b:test", "c:test", "e:test"] } },
  ]);
});

test.each([
  [0, 2],
  [3, 2],
  [1, 0],
  [1.5, 2],
])("shard %d of %d is refused", (index, count) => {
  expect(shardTasks([], index, count)).toMatchObject({ ok: false, error: { code: "BAD_SHARD" } });
});
