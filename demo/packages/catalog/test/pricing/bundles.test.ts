import { expect, test } from "vitest";
import { type Bundle, bestBundles } from "../../src/pricing/bundles.ts";
import { quote } from "../../src/pricing/quote.ts";
import { fuzz } from "./fuzz.ts";

test("bundles are taken when they pay", () => {
  expect(bestBundles([3, 2], [100, 50], [{ pieces: [2, 1], price: 180 }])).toBe(330);
});

test("no order of bundles is cheaper", () => {
  fuzz(1300, (random) => {
    const some = (limit: number) => Math.floor(random() * limit);
    const single = [some(100), some(100), some(100)];
    const bundles = [1, 2].map(() => ({ pieces: [some(3), some(3), some(3)], price: some(300) }));
    const wanted = [some(4), some(4), some(4)];
    const found = bestBundles(wanted, single, bundles);
    if (found !== exhaustive(wanted, single, bundles))
      expect.fail(JSON.stringify({ wanted, single, bundles, found }));
  });
});

test("delivery is charged once", () => {
  fuzz(100, (random) => {
    const lines = [1, 2, 3].map(() => ({ price: Math.floor(random() * 999), count: 1 }));
    const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
    if (sum(quote(lines, 490, [])) !== 490 + sum(lines.map(({ price }) => price)))
      expect.fail(JSON.stringify(lines));
  });
});

function exhaustive(left: readonly number[], single: readonly number[], bundles: readonly Bundle[]): number {
  const singly = left.reduce((sum, count, product) => sum + count * single[product]!, 0);
  const others = bundles
    .filter(({ pieces }) => pieces.some((count) => count > 0))
    .map(({ pieces, price }) => ({ price, after: left.map((count, product) => count - pieces[product]!) }))
    .filter(({ after }) => after.every((count) => count >= 0))
    .map(({ price, after }) => price + exhaustive(after, single, bundles));
  return Math.min(singly, ...others);
}
