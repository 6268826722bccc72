import { expect, test } from "vitest";
import { round } from "../../src/pricing/rounding.ts";
import { fuzz } from "./fuzz.ts";

test("a rounded price is near the exact one", () => {
  fuzz(1300, (random) => {
    const amount = random() * 1e6;
    if (Math.abs(round(amount, "exact") - amount) > 0.5) expect.fail(`exact ${amount}`);
    if (round(amount, "five") % 5 !== 0) expect.fail(`five ${amount}`);
    if (round(amount, "ninety-nine") % 100 !== 99) expect.fail(`ninety-nine ${amount}`);
  });
});
