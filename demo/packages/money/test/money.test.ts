import { expect, test } from "vitest";
import { format, share, toCents } from "../src/index.ts";

test("euros become cents", () => expect(toCents(19.99)).toBe(1999));

test("amounts are readable", () => expect([format(5), format(-1999)]).toEqual(["0.05 €", "-19.99 €"]));

test("shares add up", () => {
  for (let amount = 0; amount < 500; amount += 7)
    expect(share(amount, 7).reduce((sum, one) => sum + one, 0)).toBe(amount);
});
