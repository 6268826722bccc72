import { expect, test } from "vitest";
import { page } from "../src/index.ts";

test("a page has results and what goes with them", () => {
  const titles = ["Green tea", "Tea cup", "Coffee", "Grinder"];
  const baskets = [
    [0, 1],
    [0, 1],
    [2, 3],
  ];
  expect(page(titles, baskets, "gren")).toEqual({ results: ["Green tea"], alsoBought: ["Tea cup"] });
});
