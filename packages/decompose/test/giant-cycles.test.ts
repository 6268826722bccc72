import { describe, expect, it } from "vitest";
import { planSplit, prepare } from "../src/index.ts";
import { fixture } from "./fixture.ts";

/** A slow package whose files import one another as told; a test beside it makes its loop too long. */
function obstacle(imports: (at: number) => string, count = 9) {
  const files: Record<string, string> = { "slow.ts": "", "slow.test.ts": "slow.ts" };
  for (let i = 0; i < count; i++) files[`f${i}.ts`] = imports(i);
  files["index.ts"] = "slow.ts f0.ts";
  files["f.test.ts"] = "f0.ts";
  const tests = { "slow.test.ts": 50_000, "f.test.ts": 100_000 };
  const result = planSplit(prepare(fixture({ big: { files, tests } })), "big");
  if (!result.ok) throw new Error(result.error.what);
  return result.value.plan.obstacles.find(({ code }) => code === "GIANT_CYCLE");
}

describe("GIANT_CYCLE", () => {
  it("names the import that opens a ring", () => {
    const found = obstacle((at) => `f${(at + 1) % 9}.ts`);
    expect(found?.what).toContain("9 files");
    expect(found?.fix).toMatch(
      /^Cut the import of packages\/big\/f\d\.ts in packages\/big\/f\d\.ts:1: no circle/,
    );
  });

  it("names the import that leaves least of a circle with a small one inside", () => {
    const found = obstacle((at) => (at === 1 ? "f2.ts f0.ts" : `f${(at + 1) % 9}.ts`));
    expect(found?.fix).toMatch(/a circle of 2 files is left|no circle is left/);
  });

  it("tells types that close a circle", () => {
    const found = obstacle((at) => (at === 8 ? "type:f0.ts" : `f${at + 1}.ts`));
    expect(found?.fix).toBe(
      "1 of its 9 imports are of types alone, and without these nothing of it is left: move those types into a file that imports none of the others.",
    );
  });

  it("says that no one import opens a clique", () => {
    const all = Array.from({ length: 9 }, (_, i) => `f${i}.ts`);
    const found = obstacle((at) => all.filter((_, i) => i !== at).join(" "));
    expect(found?.fix).toContain("No one import opens it");
  });

  it("is none where files import in one direction", () => {
    expect(obstacle((at) => (at < 8 ? `f${at + 1}.ts` : ""))).toBeUndefined();
  });
});
