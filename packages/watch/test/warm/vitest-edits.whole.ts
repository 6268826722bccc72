import { expect, test } from "vitest";
import { sameVerdicts } from "./support/same-verdicts.ts";
import { vitestProject } from "./support/vitest-project.ts";

test("after any edits a kept vitest says what a new one says", { timeout: 900_000 }, async () => {
  expect(await sameVerdicts(vitestProject(), 1, 9)).toBeGreaterThan(2);
});
