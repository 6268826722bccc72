import { describe, expect, it } from "vitest";
import { excess } from "../src/core/caps.ts";
import { partition } from "../src/core/partition.ts";
import { checkPlan, planSplit, prepare } from "../src/index.ts";
import { fixture } from "./fixture.ts";
import { randomProblem } from "./random-problem.ts";

const words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"];

/** Eight folders of three files and a test each, every file behind the entry point. */
function folders(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const word of words) {
    files[`${word}/${word}.ts`] = `${word}/one.ts ${word}/two.ts`;
    files[`${word}/one.ts`] = files[`${word}/two.ts`] = "";
    files[`${word}/${word}.test.ts`] = `${word}/${word}.ts`;
  }
  files["index.ts"] = words.map((word) => `${word}/${word}.ts`).join(" ");
  return files;
}

function planned(files: Record<string, string>, caps: object, ms = 20_000) {
  const tests = Object.fromEntries(
    Object.keys(files).flatMap((path) => (path.includes(".test.") ? [[path, ms]] : [])),
  );
  const input = fixture({ big: { files, tests } });
  const prepared = prepare({ ...input, split: { ...input.split, ...caps } });
  const result = planSplit(prepared, "big");
  if (!result.ok) throw new Error(result.error.what);
  return { prepared, plan: result.value.plan };
}

describe("caps", () => {
  it.each([
    ["files", { maxFiles: 9 }],
    ["files, tight", { maxFiles: 5 }],
    ["tokens", { maxTokens: 2300 }],
    ["files, in a package that is fast enough", { maxFiles: 9 }, 10],
  ])("hold for every part: %s", (_, caps: { maxFiles?: number; maxTokens?: number }, ms = 20_000) => {
    const { plan } = planned(folders(), caps, ms);
    for (const part of plan.parts) {
      expect(part.files.length + part.tests.length).toBeLessThanOrEqual(caps.maxFiles ?? 400);
      expect(part.tokens).toBeLessThanOrEqual(caps.maxTokens ?? 400_000);
    }
    expect(plan.obstacles.map(({ code }) => code)).not.toContain("OVER_CAP");
  });

  it("say which part is over and by how much where a circle leaves no choice", () => {
    const files = folders();
    for (let i = 0; i < 12; i++) files[`ring/r${i}.ts`] = `ring/r${(i + 1) % 12}.ts`;
    files["index.ts"] += " ring/r0.ts";
    const { prepared, plan } = planned(files, { maxFiles: 8 });
    const over = plan.parts.filter((part) => part.files.length + part.tests.length > 8);
    expect(over.map((part) => part.files.length)).toEqual([12]);
    const told = plan.obstacles.filter(({ code }) => code === "OVER_CAP");
    expect(told.map(({ what }) => what)).toEqual([
      `${over[0]!.name} has 12 files, 4 more than split.maxFiles; 12 of its files cannot be parted: they import one another in a circle or must stay in the façade`,
    ]);
    const checked = checkPlan(prepared, plan);
    expect(checked.ok && checked.value.obstacles.filter(({ code }) => code === "OVER_CAP")).toEqual(told);
  });

  it("say that fewer parts than needed are allowed", () => {
    const { plan } = planned(folders(), { maxFiles: 5, maxParts: 2 });
    expect(plan.parts.length).toBeLessThanOrEqual(2);
    expect(plan.obstacles.find(({ code }) => code === "OVER_CAP")?.fix).toContain("split.maxParts");
  });

  it("are kept to by the chosen division of random graphs where any on the curve is", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const shape = { nodes: 40, density: 0.05, cycles: false, workers: 2, rich: false };
      const problem = { ...randomProblem(seed, shape), maxFiles: 6 };
      const { chosen, curve } = partition(problem, { maxParts: 16, aimMs: 20_000 });
      const over = curve.map((point) => excess(problem, point.part, 40));
      if (Math.min(...over) === 0) expect(excess(problem, chosen.part, 40)).toBe(0);
      expect(Math.min(...over), `seed ${seed}`).toBe(0);
    }
  });
});
