import type { Package, Workspace } from "@sixty/model";
import fc from "fast-check";
import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { createModel } from "../src/index.ts";
import { EVERYTHING, makePackage, makeTask, makeTimings, makeWorkspace, smallWorkspace } from "./generate.ts";

describe("affected", () => {
  const cases: [name: string, files: string[], expected: string[]][] = [
    ["own source", ["libs/app/src/x.ts"], ["app:build", "app:test"]],
    ["source of a dependency", ["libs/lib/src/x.ts"], ["app:build", "app:test", "lib:build", "lib:test"]],
    ["a spec is no input of builds, nor of dependents", ["libs/lib/src/x.spec.ts"], ["lib:test"]],
    ["a document is no input of anything", ["libs/lib/README.md"], []],
    ["a file of the workspace", ["tsconfig.base.json"], ["app:build", "lib:build"]],
    ["a file that no package holds", ["libs/other/src/x.ts"], []],
    ["a root that is a prefix of a name only", ["libs/lib2/src/x.ts"], []],
    ["a path out of the workspace", ["../libs/lib/src/x.ts"], []],
    ["nothing", [], []],
  ];
  const build = { ...EVERYTHING, own: ["src/**", "!**/*.spec.ts"], upstream: ["src/**", "!**/*.spec.ts"] };
  const test = { ...EVERYTHING, own: ["src/**"], upstream: ["src/**", "!**/*.spec.ts"] };
  const shared = { ...build, workspace: ["tsconfig.base.json"] };
  const workspace = makeWorkspace(
    [makePackage("lib"), makePackage("app", ["lib"])],
    [
      makeTask("app:build", { inputs: shared, dependsOn: ["lib:build"] }),
      makeTask("app:test", { inputs: test }),
      makeTask("lib:build", { inputs: shared }),
      makeTask("lib:test", { inputs: test }),
    ],
  );
  it.each(cases)("%s", (_, files, expected) => {
    expect(createModel(workspace, makeTimings({}), 2).affected(files)).toEqual(expected);
  });

  it("is what the definition says, on any small workspace", () => {
    fc.assert(
      fc.property(smallWorkspace, ({ workspace, files, timings }) => {
        const model = createModel(workspace, timings, 2);
        expect(model.affected(files)).toEqual(byDefinition(workspace, files));
        // A second query, with other scratch space in use before it, says the same.
        for (const file of files) expect(model.affected([file])).toEqual(byDefinition(workspace, [file]));
      }),
      { seed: 60, numRuns: 1000 },
    );
  });

  it("does not hang on the order of packages, tasks and files", () => {
    const shuffled = smallWorkspace.chain((given) => {
      const { packages, tasks } = given.workspace;
      const all = { minLength: packages.length, maxLength: packages.length };
      const each = { minLength: tasks.length, maxLength: tasks.length };
      return fc.record({
        given: fc.constant(given),
        packages: fc.shuffledSubarray([...packages], all),
        tasks: fc.shuffledSubarray([...tasks], each),
      });
    });
    fc.assert(
      fc.property(shuffled, ({ given: { workspace, files, timings }, packages, tasks }) => {
        const one = createModel(workspace, timings, 2);
        const other = createModel({ ...workspace, packages, tasks }, timings, 2);
        const turned = [...files].reverse();
        expect(other.affected(turned)).toEqual(one.affected(files));
        expect(other.loop(turned)).toEqual(one.loop(files));
        expect(other.schedule(tasks.map(({ id }) => id))).toEqual(
          one.schedule(workspace.tasks.map(({ id }) => id)),
        );
      }),
      { seed: 61, numRuns: 500 },
    );
  });
});

/** Straight from the definition of `TaskInputs`, by sets and without any preparation. */
function byDefinition({ packages, tasks }: Workspace, files: readonly string[]): string[] {
  const stale = new Set<string>();
  for (const file of files) {
    const home = packages
      .filter(({ root }) => root === "." || file.startsWith(`${root}/`))
      .sort((a, b) => depth(b) - depth(a))[0];
    const inside = home && home.root !== "." ? file.slice(home.root.length + 1) : file;
    for (const task of tasks) {
      const { own, upstream, workspace, packages: named } = task.inputs;
      const hit =
        matches(workspace, file) ||
        (home?.name === task.package && matches(own, inside)) ||
        (home !== undefined &&
          home.name !== task.package &&
          needs(task.package).has(home.name) &&
          matches(upstream, inside)) ||
        named.some((entry) => entry.package === home?.name && matches(entry.patterns, inside));
      if (hit) stale.add(task.id);
    }
  }
  for (let before = -1; before !== stale.size; ) {
    before = stale.size;
    for (const { id, inputs, dependsOn } of tasks)
      if (inputs.afterTasks && dependsOn.some((need) => stale.has(need))) stale.add(id);
  }
  return [...stale].sort();

  function needs(name: string, found = new Set<string>()): Set<string> {
    for (const need of packages.find((one) => one.name === name)?.dependsOn ?? []) {
      if (found.has(need)) continue;
      found.add(need);
      needs(need, found);
    }
    return found;
  }
}

function depth({ root }: Package): number {
  return root === "." ? -1 : root.length;
}

function matches(patterns: readonly string[], path: string): boolean {
  let matched = false;
  for (const pattern of patterns) {
    const bare = pattern.replace(/^!/, "");
    if (picomatch.isMatch(path, bare, { dot: true })) matched = bare === pattern;
  }
  return matched;
}
