import { expect, test } from "vitest";
import { total } from "../src/index.ts";

test("many pieces are cheaper", () => {
  expect(total([{ price: 100, count: 4 }], 0)).toBe("4.00 €");
  expect(total([{ price: 100, count: 20 }], 0)).toBe("17.00 €");
});
