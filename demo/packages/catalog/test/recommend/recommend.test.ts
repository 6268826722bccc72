import { expect, test } from "vitest";
import { neighbours } from "../../src/recommend/neighbours.ts";
import { recommend } from "../../src/recommend/recommend.ts";
import { fuzz } from "./fuzz.ts";

test("the nearest row comes first", () => {
  expect(
    neighbours(
      [
        [1, 0],
        [0, 1],
        [2, 0.1],
      ],
      0,
      1,
    ),
  ).toEqual([2]);
});

test("only what was bought with it is recommended", () => {
  fuzz(1300, (random) => {
    const baskets = Array.from({ length: 25 }, () => [1, 2, 3].map(() => Math.floor(random() * 10)));
    for (const other of recommend(baskets, 10, 0))
      if (!baskets.some((basket) => basket.includes(0) && basket.includes(other)))
        expect.fail(JSON.stringify(baskets));
  });
});
