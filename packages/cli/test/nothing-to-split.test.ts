import type { Plan } from "@sixty/model";
import { expect, it } from "vitest";
import { nothingToSplit } from "../src/commands/split/apply/nothing.ts";

const bound = {
  code: "PATH_BOUND",
  what: "a.ts and what it reaches stay together",
  file: "a.ts",
  fix: "Import it.",
};
const planOf = (obstacles: Plan["obstacles"]) => ({ package: "core", obstacles }) as Plan;

it.each([
  ["free to choose", [bound], undefined, "plan.json", /pays$/, /--parts N/],
  ["tied by a path", [bound], 3, "a.ts:7", /into 3 parts: a.ts and what/, /Import it/],
  ["tied by nothing known", [], 3, "plan.json", /into 3 parts$/, /sixty split core/],
] as const)("says why nothing is split: %s", (_, obstacles, parts, where, what, fix) => {
  const plan = planOf(obstacles.map((one) => ({ ...one, line: 7 })));
  const problem = nothingToSplit(plan, "plan.json", parts);
  expect(problem).toMatchObject({ code: "NOTHING_TO_SPLIT", where });
  expect(problem.what).toMatch(what);
  expect(problem.fix).toMatch(fix);
});
