import { expect, test } from "vitest";
import { mustRead, tree } from "./support/tree.ts";

const pkg = (name: string, more: object = {}) => ({
  name,
  version: "1.0.0",
  scripts: { build: "tsc", test: "vitest run" },
  ...more,
});

test.each([
  [
    "pnpm",
    {
      "package.json": { name: "root" },
      "pnpm-workspace.yaml": "packages: ['packages/*', '!packages/old']\n",
    },
  ],
  ["npm", { "package.json": { name: "root", workspaces: ["packages/*", "!packages/old"] } }],
  [
    "yarn",
    {
      "package.json": { name: "root", workspaces: { packages: ["packages/{a,b}", "packages/c"] } },
      "yarn.lock": "",
    },
  ],
] as const)("reads the members and orders builds of a %s workspace", async (manager, files) => {
  const root = tree({
    ...files,
    "packages/a/package.json": pkg("a"),
    "packages/a/src/index.ts": "",
    "packages/b/package.json": pkg("@scope/b", { dependencies: { a: "^1.0.0" } }),
    "packages/c/package.json": pkg("c", {
      devDependencies: { "@scope/b": "1.x" },
      scripts: { test: "jest" },
    }),
    "packages/old/package.json": pkg("old"),
  });
  const workspace = await mustRead(root);
  expect(workspace).toMatchObject({
    root,
    runner: "plain",
    manager,
    targets: ["build", "test"],
    warnings: [],
  });
  expect(workspace.packages.map((one) => [one.name, one.dependsOn, one.entry])).toEqual([
    ["@scope/b", ["a"], undefined],
    ["a", [], "packages/a/src/index.ts"],
    ["c", ["@scope/b"], undefined],
  ]);
  expect(workspace.tasks.map((task) => [task.id, task.kind, task.dependsOn, task.testTool])).toEqual([
    ["@scope/b:build", "build", ["a:build"], undefined],
    ["@scope/b:test", "test", ["a:build"], "vitest"],
    ["a:build", "build", [], undefined],
    ["a:test", "test", [], "vitest"],
    ["c:test", "test", ["@scope/b:build"], "jest"],
  ]);
  expect(workspace.tasks[0]?.command).toEqual({
    argv: [manager, "run", "build"],
    cwd: "packages/b",
    env: {},
  });
});

test("the root is a package only with source of its own", async () => {
  const files = {
    "package.json": {
      name: "root",
      workspaces: ["packages/*"],
      dependencies: { a: "*" },
      scripts: { build: "tsc", test: "npm test -ws" },
    },
    "packages/a/package.json": pkg("a"),
  };
  const without = await mustRead(tree(files));
  expect(without.packages.map((one) => one.name)).toEqual(["a"]);
  const { packages, tasks } = await mustRead(tree({ ...files, "src/index.ts": "" }));
  expect(packages.map(({ name, root, entry, dependsOn }) => [name, root, entry, dependsOn])).toEqual([
    ["a", "packages/a", undefined, []],
    ["root", ".", "src/index.ts", ["a"]],
  ]);
  expect(tasks.map((task) => [task.id, task.command.cwd, task.dependsOn])).toEqual([
    ["a:build", "packages/a", []],
    ["a:test", "packages/a", []],
    ["root:build", ".", ["a:build"]],
  ]);
});
