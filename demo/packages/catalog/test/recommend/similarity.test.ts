import { expect, test } from "vitest";
import { similarity } from "../../src/recommend/similarity.ts";
import { fuzz } from "./fuzz.ts";

test("similarity is between 0 and 1 and does not depend on size", () => {
  fuzz(1300, (random) => {
    const row = () => Array.from({ length: 16 }, () => Math.floor(random() * 9));
    const [a, b] = [row(), row()];
    const near = similarity(a, b);
    if (near < 0 || near > 1 + 1e-9) expect.fail(`${near}`);
    if (
      Math.abs(
        near -
          similarity(
            a.map((one) => one * 3),
            b,
          ),
      ) > 1e-9
    )
      expect.fail(JSON.stringify([a, b]));
  });
});
