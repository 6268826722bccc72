import { describe, expect, it } from "vitest";
import { planSplit, prepare } from "../src/index.ts";
import { type FixturePackage, fixture } from "./fixture.ts";

/** A package of one file that all tests of another one take. */
const base: FixturePackage = {
  files: { "index.ts": "", "a.test.ts": "index.ts" },
  tests: { "a.test.ts": 2000 },
};

function tests(count: number, imports: (at: number) => string): FixturePackage {
  const files: Record<string, string> = {};
  const slow: Record<string, number> = {};
  for (let i = 0; i < count; i++) {
    files[`t${i}/use.ts`] = imports(i);
    files[`t${i}/use.test.ts`] = `t${i}/use.ts`;
    slow[`t${i}/use.test.ts`] = 30_000;
  }
  files["index.ts"] = Object.keys(files)
    .filter((path) => path.endsWith("use.ts"))
    .join(" ");
  return { files, tests: slow, dependsOn: ["base"] };
}

function obstacle(user: FixturePackage, workers: number) {
  const result = planSplit(prepare(fixture({ base, user }, { workers })), "base");
  if (!result.ok) throw new Error(result.error.what);
  return result.value.plan.obstacles.find(({ code }) => code === "CRITICAL_PATH_ELSEWHERE");
}

describe("CRITICAL_PATH_ELSEWHERE", () => {
  it("names the split that helps, by what it saves", () => {
    // Only one of six takes the base, so divided the others would rest.
    const found = obstacle(
      tests(6, (at) => (at === 0 ? "base/index.ts=index" : "")),
      2,
    );
    expect(found?.fix).toBe("sixty split user");
    expect(found?.savedMs).toBeGreaterThan(60_000);
  });

  it("says so when every part would run, and what more workers bring", () => {
    const found = obstacle(
      tests(6, () => "base/index.ts=index"),
      1,
    );
    expect(found?.fix).toMatch(/would not help here|No split of user was found/);
    expect(found?.fix).toMatch(/2 workers on twice the cores/);
  });
});
