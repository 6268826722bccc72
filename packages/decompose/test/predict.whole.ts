import type { Task, TaskCost } from "@sixty/model";
import { loops } from "@sixty/schedule";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPlan, planSplit, predictReplay, prepare, which } from "../src/index.ts";
import type { DecomposeInput } from "../src/input.ts";
import { type FixturePackage, fixture } from "./fixture.ts";
import { random } from "./random-problem.ts";

/** One package of layered files with tests, and up to two that depend on it; timings with CPU time of many cores. */
function randomInput(seed: number): DecomposeInput {
  const next = random(seed);
  const pick = (most: number) => Math.floor(next() * most);
  const files: Record<string, string> = {};
  const tests: Record<string, number> = {};
  const count = 3 + pick(9);
  const name = (i: number) => `d${i % 3}/f${i}.ts`;
  const used = (below: number, chance: number) =>
    [...Array(below).keys()].filter(() => next() < chance).map(name);
  for (let i = 0; i < count; i++) {
    files[name(i)] = used(i, 0.3).join(" ");
    if (next() < 0.5) continue;
    const test = `d${i % 3}/f${i}.test.ts`;
    files[test] = [name(i), ...used(i, 0.15)].join(" ");
    tests[test] = 1 + pick(20_000) + (next() < 0.5 ? 0.37 : 0);
  }
  files["index.ts"] = used(count, 0.7).join(" ");
  const packages: Record<string, FixturePackage> = { big: { files, tests, buildMs: 1 + pick(20_000) } };
  for (const user of ["user", "viewer"].slice(0, pick(3))) {
    const taken = ["*", `f${pick(count)}`][pick(2)]!;
    packages[user] = {
      dependsOn: user === "viewer" && packages["user"] && next() < 0.5 ? ["big", "user"] : ["big"],
      files: { "index.ts": `big/index.ts=${taken}`, "a.test.ts": "index.ts" },
      buildMs: 1 + pick(20_000),
      ...(next() < 0.7 ? { tests: { "a.test.ts": pick(60_000) } } : {}),
    };
  }
  const input = fixture(packages, { workers: 1 + pick(4), budgetMs: 5000 + pick(60_000) });
  const extra = ["check", "lint", "e2e"].slice(pick(4));
  const tasks = [...input.workspace.tasks];
  const costs = new Map<string, TaskCost>(input.timings.costs);
  for (const target of extra) {
    for (const one of input.workspace.packages) {
      const like = tasks.find(({ id }) => id === `${one.name}:${target === "e2e" ? "test" : "build"}`);
      if (!like) continue;
      const dependsOn = target === "lint" ? [] : [...like.dependsOn];
      const kind = target === "e2e" ? "test" : "typecheck";
      tasks.push({ ...like, id: `${one.name}:${target}`, target, kind, dependsOn } satisfies Task);
      const id = `${one.name}:${target}`;
      costs.set(id, { id, wallMs: 1 + pick(30_000), runs: 1 });
    }
  }
  for (const [id, cost] of costs) {
    if (next() < 0.7) costs.set(id, { ...cost, cpuMs: Math.round(cost.wallMs * 3 * next()) });
  }
  const afterTasks = next() < 0.4;
  // Some tasks do not see some files, some see those of their own package alone.
  const turned = tasks.map((one) => ({
    ...one,
    inputs: {
      ...one.inputs,
      ...(next() < 0.3 ? { own: ["**/*", `!**/f${pick(count)}.ts`] } : {}),
      ...(afterTasks ? { upstream: [], afterTasks } : next() < 0.2 ? { upstream: [] } : {}),
    },
  }));
  return {
    ...input,
    workspace: { ...input.workspace, tasks: turned.sort((a, b) => (a.id < b.id ? -1 : 1)) },
    timings: { ...input.timings, costs, machine: { class: "test", cores: 1 + pick(4) } },
    split: { ...input.split, dependents: next() < 0.8 ? "direct" : "facade", maxParts: 6 },
  };
}

describe("predict", () => {
  it("is never below the bound, whatever the division, also where tasks share cores", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
        const result = planSplit(prepare(randomInput(seed)), "big", { parts: 1 + (seed % 5) });
        if (!result.ok) throw new Error(result.error.what);
        const { plan, curve } = result.value;
        expect(plan.predicted.boundMs).toBeLessThanOrEqual(plan.predicted.afterMs);
        expect(plan.predicted.boundMs).toBeLessThanOrEqual(plan.predicted.beforeMs);
        expect(plan.predicted.ratio).toBeGreaterThanOrEqual(1);
        for (const point of curve) expect(plan.predicted.boundMs).toBeLessThanOrEqual(point.expectedMs);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("says the same loop as report, which and replay, also where a task wants more than the machine has", () => {
    const files = { "index.ts": "a.ts", "a.ts": "", "a.test.ts": "a.ts", "b.ts": "", "b.test.ts": "b.ts" };
    const input = fixture({ big: { files, tests: { "a.test.ts": 40_000, "b.test.ts": 40_000 } } });
    const costs = new Map(
      [...input.timings.costs].map(([id, cost]) => [id, { ...cost, cpuMs: 5 * cost.wallMs }]),
    );
    const prepared = prepare({ ...input, timings: { ...input.timings, costs } });
    const [row] = loops(prepared.model, input.edits, input.budgetMs).packages;
    const planned = planSplit(prepared, "big");
    const [candidate] = which(prepared).candidates;
    if (!planned.ok) throw new Error(planned.error.what);
    const commit = { id: "1", time: 1, subject: "s", files: ["packages/big/a.ts"] };
    const replayed = predictReplay(prepared, planned.value.plan, [commit]);
    if (!replayed.ok) throw new Error(replayed.error.what);
    const [commitBefore] = replayed.value.before.commits;
    expect(planned.value.plan.predicted.beforeMs).toBe(row!.editMs);
    expect(candidate!.editMs).toBe(row!.editMs);
    expect(commitBefore!.loopMs).toBe(row!.editMs);
    const checked = checkPlan(prepared, planned.value.plan);
    expect(checked.ok && checked.value.predicted).toEqual(planned.value.plan.predicted);
    expect(candidate!.savedPerEditMs).toBe(candidate!.editMs - candidate!.afterMs);
  });
});
