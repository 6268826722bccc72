import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createModel } from "../src/index.ts";
import { EVERYTHING, makePackage, makeTask, makeTimings, makeWorkspace, smallWorkspace } from "./generate.ts";

const workspace = makeWorkspace(
  [
    makePackage("lib"),
    { ...makePackage("app", ["lib"]), entry: "libs/app/source/main.ts" },
    makePackage("docs"),
  ],
  [
    makeTask("app:build", { dependsOn: ["lib:build"] }),
    makeTask("app:test", { dependsOn: ["app:build"] }),
    makeTask("lib:build"),
    makeTask("lib:test", { dependsOn: ["lib:build"] }),
  ],
);
const timings = makeTimings({ "app:build": 30, "app:test": 20, "lib:build": 10, "lib:test": 60 });

describe("loop model", () => {
  it("tells the loop of a package, whom it reaches and what is its own", () => {
    const model = createModel(workspace, timings, 2);
    expect(model.editOf("lib")).toEqual({
      makespanMs: 70,
      criticalPathMs: 70,
      workMs: 120,
      boundMs: 70,
      criticalPath: ["lib:build", "lib:test"],
      tasks: 4,
      unmeasured: 0,
      ownMs: 70,
      dependents: 1,
    });
    expect(model.editOf("app")).toMatchObject({ makespanMs: 50, tasks: 2, ownMs: 50, dependents: 0 });
    expect(model.editOf("docs")).toMatchObject({ makespanMs: 0, tasks: 0, criticalPath: [] });
    expect(model.loop(["libs/lib/src/x.ts"])).toMatchObject({ makespanMs: 70, tasks: 4 });
    expect(model.complete()).toMatchObject({ makespanMs: 70, workMs: 120, tasks: 4 });
  });

  it("edits the entry of a package, and src/index.ts where it has none", () => {
    const own = { ...EVERYTHING, own: ["source/main.ts", "src/index.ts"] };
    const tasks = ["app:build", "lib:build"].map((id) => makeTask(id, { inputs: own }));
    const model = createModel(makeWorkspace(workspace.packages, tasks), timings, 2);
    expect([model.editOf("app").tasks, model.editOf("lib").tasks]).toEqual([1, 2]);
    const root = createModel(makeWorkspace([makePackage("lib", [], ".")], [tasks[1]!]), timings, 2);
    expect(root.editOf("lib").tasks).toBe(1);
  });

  it("waits for a task through one that is cached", () => {
    const model = createModel(workspace, timings, 4);
    expect(model.schedule(["lib:build", "app:test"])).toEqual([
      { id: "lib:build", startMs: 0, finishMs: 10, worker: 0 },
      { id: "app:test", startMs: 10, finishMs: 30, worker: 0 },
    ]);
    expect(model.makespan(["app:test", "lib:build", "app:test"])).toMatchObject({
      makespanMs: 30,
      workMs: 30,
      criticalPath: ["lib:build", "app:test"],
    });
  });

  it("counts what was not measured, and charges nothing for it", () => {
    const model = createModel(workspace, makeTimings({ "lib:build": 10.4 }), 2);
    expect(model.unmeasured).toEqual(["app:build", "app:test", "lib:test"]);
    expect(model.editOf("lib")).toMatchObject({ makespanMs: 10, criticalPath: ["lib:build"], unmeasured: 3 });
  });

  it("knows from CPU time that tasks beside each other share the cores", () => {
    const cost = (id: string, wallMs: number, cpuMs: number) => [id, { id, wallMs, cpuMs, runs: 1 }] as const;
    const costs = new Map([
      cost("app:build", 100, 200),
      cost("lib:build", 100, 150),
      cost("app:test", 100, 999),
    ]);
    const { makespanMs, boundMs } = createModel(
      makeWorkspace(workspace.packages, [makeTask("app:build"), makeTask("lib:build")]),
      { ...timings, costs },
      2,
    ).complete();
    // Both run at 2 / 3.5 until all their progress is made.
    expect([makespanMs, boundMs]).toEqual([175, 175]);
    const alone = createModel(workspace, { ...timings, costs }, 2);
    expect(alone.makespan(["app:test"]).makespanMs).toBe(100);
    expect(alone.makespan(["app:test"]).boundMs).toBe(100);
  });

  it("says what it cannot take", () => {
    const model = createModel(workspace, timings, 2);
    expect(() => model.makespan(["lib:lint"])).toThrow("lib:lint");
    expect(() => model.editOf("nobody")).toThrow("nobody");
    const cyclic = [
      makeTask("a:build", { dependsOn: ["b:build"] }),
      makeTask("b:build", { dependsOn: ["a:build"] }),
    ];
    expect(() => createModel(makeWorkspace([], cyclic), timings, 2)).toThrow("cycle");
  });

  it("is never below its bound, and never faster with fewer tasks, timings or chains counted", () => {
    fc.assert(
      fc.property(
        smallWorkspace,
        fc.integer({ min: 1, max: 4 }),
        ({ workspace: given, files, timings: costs }, workers) => {
          const model = createModel(given, costs, workers);
          const { makespanMs, boundMs, criticalPathMs, workMs, criticalPath, unmeasured, tasks } =
            model.loop(files);
          const stale = model.affected(files);
          expect(boundMs).toBe(Math.max(criticalPathMs, Math.ceil(workMs / workers)));
          expect(makespanMs).toBeGreaterThanOrEqual(boundMs);
          expect(makespanMs).toBeLessThanOrEqual(workMs);
          const costOf = (id: string) => costs.costs.get(id)?.wallMs ?? 0;
          expect(criticalPath.reduce((sum, id) => sum + costOf(id), 0)).toBe(criticalPathMs);
          expect(tasks).toBe(stale.length);
          expect(unmeasured).toBe(stale.filter((id) => !costs.costs.has(id)).length);
          expect(model.makespan(stale)).toMatchObject({
            makespanMs,
            boundMs,
            criticalPathMs,
            workMs,
            criticalPath,
          });
          expect(Math.max(0, ...model.schedule(stale).map(({ finishMs }) => finishMs))).toBe(makespanMs);
        },
      ),
      { seed: 60, numRuns: 500 },
    );
  });
});
