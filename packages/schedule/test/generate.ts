import type { Package, Task, TaskInputs, Timings, Workspace } from "@sixty/model";
import fc from "fast-check";

export const EVERYTHING: TaskInputs = {
  own: ["**/*"],
  upstream: ["**/*"],
  workspace: [],
  packages: [],
  afterTasks: false,
};

export function makePackage(name: string, dependsOn: readonly string[] = [], root = `libs/${name}`): Package {
  return { name, root, dependsOn, private: true, tags: [] };
}

export function makeTask(id: string, over: Partial<Task> = {}): Task {
  const [owner, target] = id.split(":") as [string, string];
  return {
    id,
    package: owner,
    target,
    kind: target === "test" ? "test" : "build",
    dependsOn: [],
    inputs: EVERYTHING,
    cache: true,
    parallelism: true,
    command: { argv: ["true"], cwd: ".", env: {} },
    script: "true",
    ...over,
  };
}

export function makeWorkspace(packages: readonly Package[], tasks: readonly Task[]): Workspace {
  return {
    root: "/w",
    runner: "nx",
    manager: "npm",
    packages,
    tasks,
    targets: ["build", "test"],
    warnings: [],
  };
}

/** Timings from milliseconds by task id. */
export function makeTimings(costs: Readonly<Record<string, number>>): Timings {
  const entries = Object.entries(costs).map(([id, wallMs]) => [id, { id, wallMs, runs: 1 }] as const);
  return { machine: { class: "test-2c", cores: 2 }, costs: new Map(entries), broken: new Map() };
}

/** At most `count` of the items. */
export function upTo<T>(count: number, items: T[]): fc.Arbitrary<T[]> {
  return fc.subarray(items, { maxLength: Math.min(count, items.length) });
}

const NAMES = ["a", "b", "c", "d", "e", "constructor", "__proto__"];
const ROOTS = [".", "libs", "libs/a", "libs/a/b", "libs/ab", "apps/x y", "é"];
const LISTS = [
  [],
  ["**/*"],
  ["**/*", "!**/*.spec.ts"],
  ["!**/*.spec.ts", "**/*"],
  ["src/**", "!src/gen/**", "src/gen/keep.ts"],
  ["package.json"],
  ["**/*.md", "!docs/**"],
  ["!**/*"],
];
const TAILS = [
  "src/a.ts",
  "src/a.spec.ts",
  "src/gen/x.ts",
  "src/gen/keep.ts",
  "package.json",
  "docs/b.md",
  ".env",
];

const list = fc.constantFrom(...LISTS);

/** A small workspace in which every kind of input occurs, and files in and between its packages. */
export const smallWorkspace: fc.Arbitrary<{ workspace: Workspace; files: string[]; timings: Timings }> = fc
  .integer({ min: 1, max: NAMES.length })
  .chain((count) => {
    const names = NAMES.slice(0, count);
    const roots = fc.shuffledSubarray(ROOTS, { minLength: count, maxLength: count });
    const needs = fc.array(upTo(3, names), { minLength: count, maxLength: count });
    return fc.tuple(fc.constant(names), roots, needs, tasksOf(names));
  })
  .chain(([names, roots, needs, tasks]) => {
    const packages = names.map((name, at) => makePackage(name, needs[at]!, roots[at]!));
    const file = fc
      .tuple(fc.constantFrom(...ROOTS, "elsewhere"), fc.constantFrom(...TAILS))
      .map(([root, tail]) => (root === "." ? tail : `${root}/${tail}`));
    return fc.record({
      workspace: fc.constant(makeWorkspace(packages, tasks)),
      files: fc.array(file, { minLength: 1, maxLength: 3 }),
      timings: timingsOf(tasks),
    });
  });

function tasksOf(names: readonly string[]): fc.Arbitrary<Task[]> {
  const ids = names.flatMap((name) => [`${name}:build`, `${name}:test`]);
  const inputs: fc.Arbitrary<TaskInputs> = fc.record({
    own: list,
    upstream: list,
    workspace: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: list }),
    packages: fc.array(fc.record({ package: fc.constantFrom(...names), patterns: list }), { maxLength: 1 }),
    afterTasks: fc.boolean(),
  });
  return fc.tuple(
    ...ids.map((id, at) =>
      fc
        .record({
          inputs,
          dependsOn: upTo(3, ids.slice(0, at)),
          parallelism: fc.boolean(),
        })
        .map((over) => makeTask(id, over)),
    ),
  ) as fc.Arbitrary<Task[]>;
}

function timingsOf(tasks: readonly Task[]): fc.Arbitrary<Timings> {
  return fc
    .array(fc.option(fc.integer({ min: 0, max: 50 })), { minLength: tasks.length, maxLength: tasks.length })
    .map((costs) => {
      const measured = tasks.flatMap(({ id }, at) => (costs[at] === null ? [] : [[id, costs[at]!] as const]));
      return makeTimings(Object.fromEntries(measured));
    });
}
