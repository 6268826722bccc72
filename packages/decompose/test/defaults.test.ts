import { expect, it } from "vitest";
import { checkPlan } from "../src/plan/check-plan.ts";
import { planSplit } from "../src/plan/plan-split.ts";
import { prepare } from "../src/prepare.ts";
import { fixture } from "./fixture.ts";

const FILES = {
  "index.ts": "a/a.ts b/b.ts c/c.ts",
  "a/a.ts": "a/more.ts=default",
  "a/more.ts": "",
  "b/b.ts": "type:c/c.ts=default",
  "c/c.ts": "",
  "a/a.test.ts": "a/a.ts",
  "b/b.test.ts": "b/b.ts",
  "c/c.test.ts": "c/c.ts",
};
const TESTS = { "a/a.test.ts": 20_000, "b/b.test.ts": 20_000, "c/c.test.ts": 20_000 };

function prepared(losesDefaults: boolean) {
  return prepare(fixture({ big: { files: FILES, tests: TESTS } }, { losesDefaults: () => losesDefaults }));
}

function planned(losesDefaults: boolean) {
  const result = planSplit(prepared(losesDefaults), "big");
  if (!result.ok) throw new Error(result.error.what);
  return result.value.plan;
}

it("keeps a file with what it takes by default where that would not arrive, and not for types", () => {
  const plan = planned(true);
  const bound = plan.obstacles.filter(({ code }) => code === "DEFAULT_BOUND");
  expect(bound.map(({ file, line }) => [file, line])).toEqual([["packages/big/a/a.ts", 1]]);
  const home = plan.parts.find(({ files }) => files.includes("packages/big/a/a.ts"));
  expect(home?.files).toContain("packages/big/a/more.ts");
});

it("refuses a plan that tears them apart, where it would not arrive", () => {
  const whole = planned(false);
  expect(whole.obstacles.map(({ code }) => code)).not.toContain("DEFAULT_BOUND");
  const torn = "packages/big/a/more.ts";
  const parts = whole.parts.map((part) => ({ ...part, files: part.files.filter((f) => f !== torn) }));
  const other = parts.findIndex(({ facade, files }) => !facade && !files.includes("packages/big/a/a.ts"));
  parts[other] = { ...parts[other]!, files: [...parts[other]!.files, torn].sort() };
  const plan = { ...whole, parts };
  const told = (loses: boolean) => {
    const checked = checkPlan(prepared(loses), plan);
    return checked.ok ? "ok" : checked.error.code;
  };
  expect(told(true)).toBe("PLAN_BOUND_FILES");
  expect(told(false)).not.toBe("PLAN_BOUND_FILES");
});
