import { expect, test } from "vitest";
import { discounted } from "../../src/pricing/discount.ts";
import { fuzz } from "./fuzz.ts";

test("a discount never makes a price higher", () => {
  fuzz(1300, (random) => {
    const price = Math.floor(random() * 10_000);
    const count = Math.floor(random() * 50);
    const discounts = [1, 2, 3].map(() => ({ from: Math.floor(random() * 50), share: random() }));
    const amount = discounted(price, count, discounts);
    if (amount < 0 || amount > price * count) expect.fail(`${price} × ${count} gives ${amount}`);
  });
});
