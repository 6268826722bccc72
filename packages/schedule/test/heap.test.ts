import fc from "fast-check";
import { expect, it } from "vitest";
import { createHeap } from "../src/heap.ts";

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ push: fc.integer({ min: -3, max: 3 }) }) },
  { weight: 2, arbitrary: fc.constant("pop" as const) },
);

it("gives items by key, then by number, as a sorted list would", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const heap = createHeap(steps.length);
      const list: [key: number, item: number][] = [];
      steps.forEach((one, at) => {
        if (one === "pop") {
          list.sort(([a, x], [b, y]) => a - b || x - y);
          expect(heap.min()).toBe(list[0]?.[1] ?? -1);
          expect(heap.minKey()).toBe(list[0]?.[0] ?? Number.POSITIVE_INFINITY);
          expect(heap.pop()).toBe(list.shift()?.[1] ?? -1);
        } else {
          // Odd multiplier: items arrive out of order, each once.
          const item = (at * 7919) % 1009;
          heap.push(one.push, item);
          list.push([one.push, item]);
        }
        expect(heap.size()).toBe(list.length);
      });
    }),
    { seed: 60, numRuns: 1000 },
  );
});

it("is empty once cleared", () => {
  const heap = createHeap(2);
  heap.push(1, 1);
  heap.clear();
  expect([heap.size(), heap.pop(), heap.min()]).toEqual([0, -1, -1]);
});
