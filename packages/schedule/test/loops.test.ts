import type { Edits } from "@sixty/model";
import { describe, expect, it } from "vitest";
import { createModel, loops, replay } from "../src/index.ts";
import { EVERYTHING, makePackage, makeTask, makeTimings, makeWorkspace } from "./generate.ts";

const inputs = { ...EVERYTHING, own: ["src/**"], upstream: ["src/**"], workspace: ["base.json"] };
const workspace = makeWorkspace(
  [makePackage("lib"), makePackage("app", ["lib"]), makePackage("docs")],
  [makeTask("app:build", { inputs, dependsOn: ["lib:build"] }), makeTask("lib:build", { inputs })],
);
const model = createModel(workspace, makeTimings({ "app:build": 30, "lib:build": 10 }), 2);

function editsOf(files: Readonly<Record<string, number>>): Edits {
  return { files: new Map(Object.entries(files)), history: new Map(), commits: [], shallow: false };
}

describe("loops", () => {
  it("weighs edits by file and leaves out those that start no loop", () => {
    const edits = editsOf({
      "libs/lib/src/a.ts": 0.125,
      "libs/app/src/a.ts": 0.25,
      "libs/app/src/b.ts": 0.0625,
      "base.json": 0.0625,
      "README.md": 0.25,
      "libs/docs/src/a.ts": 0.25,
    });
    expect(loops(model, edits, 35)).toEqual({
      budgetMs: 35,
      workers: 2,
      complete: {
        makespanMs: 40,
        criticalPathMs: 40,
        workMs: 40,
        boundMs: 40,
        criticalPath: ["lib:build", "app:build"],
        tasks: 2,
        unmeasured: 0,
      },
      edit: { p50Ms: 30, p95Ms: 40, expectedMs: 34, withinBudget: 0.625 },
      packages: [
        { name: "lib", editMs: 40, ownMs: 10, dependents: 1, editShare: 0.25, headroomMs: -5, unmeasured: 0 },
        { name: "app", editMs: 30, ownMs: 30, dependents: 0, editShare: 0.625, headroomMs: 5, unmeasured: 0 },
      ],
      unmeasured: [],
    });
  });

  it.each([
    ["no edits", {}],
    ["no edit that starts a loop", { "README.md": 1 }],
  ])("counts each package once where there are %s", (_, files) => {
    const { edit, packages } = loops(model, editsOf(files), 60_000);
    expect(edit).toEqual({ p50Ms: 30, p95Ms: 40, expectedMs: 35, withinBudget: 1 });
    expect(packages.map(({ editShare }) => editShare)).toEqual([0.5, 0.5]);
  });

  it("has an answer for an empty workspace", () => {
    const empty = createModel(makeWorkspace([], []), makeTimings({}), 2);
    expect(loops(empty, editsOf({ "a.ts": 1 }), 60_000)).toMatchObject({
      complete: { makespanMs: 0 },
      edit: { p50Ms: 0, p95Ms: 0, expectedMs: 0, withinBudget: 1 },
      packages: [],
    });
  });
});

describe("replay", () => {
  const commit = (id: string, ...files: string[]) => ({ id, time: 1, subject: id, files });
  it("takes a commit as one edit of all its files", () => {
    const commits = [
      commit("both", "libs/lib/src/a.ts", "libs/app/src/a.ts"),
      commit("app", "libs/app/src/a.ts", "README.md"),
      commit("words", "README.md"),
      commit("nothing"),
      commit("app again", "libs/app/src/b.ts"),
    ];
    const result = replay(model, commits, 35);
    expect(result.commits.map(({ id, loopMs, tasks }) => [id, loopMs, tasks])).toEqual([
      ["both", 40, 2],
      ["app", 30, 1],
      ["words", 0, 0],
      ["nothing", 0, 0],
      ["app again", 30, 1],
    ]);
    expect(result).toMatchObject({ idle: 2, p50Ms: 30, p95Ms: 40, expectedMs: 33, withinBudget: 2 / 3 });
  });
});
