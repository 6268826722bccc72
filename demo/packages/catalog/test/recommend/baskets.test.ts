import { expect, test } from "vitest";
import { together } from "../../src/recommend/baskets.ts";
import { fuzz } from "./fuzz.ts";

test("pairs count both ways", () => {
  fuzz(1300, (random) => {
    const baskets = Array.from({ length: 30 }, () => [1, 2, 3].map(() => Math.floor(random() * 12)));
    const counts = together(baskets, 12);
    for (let one = 0; one < 12; one++)
      for (let other = 0; other < one; other++)
        if (counts[one]![other] !== counts[other]![one]) expect.fail(JSON.stringify(baskets));
  });
});
