import { expect, test } from "vitest";
import { confirmation } from "../src/index.ts";

test("a confirmation names the total", () => {
  const text = confirmation({
    customer: "Ada",
    lines: [
      { title: "Tea", amount: 450 },
      { title: "Cup", amount: 1200 },
    ],
  });
  expect(text).toContain("Together: 16.50 €");
});
