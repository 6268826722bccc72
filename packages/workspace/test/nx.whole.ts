import { expect, test } from "vitest";
import { install, mustRead, tree } from "./support/tree.ts";

test("reads tasks, inputs and order from the workspace's own Nx", async () => {
  const root = tree({
    "package.json": { name: "root", private: true, workspaces: ["packages/*"] },
    "nx.json": {
      neverConnectToCloud: true,
      analytics: false,
      namedInputs: { production: ["default", "!{projectRoot}/**/*.test.ts"] },
      targetDefaults: {
        build: { cache: true, dependsOn: ["^build"], inputs: ["production", "^production"] },
        test: { dependsOn: ["build"], parallelism: false },
      },
    },
    "packages/a/package.json": { name: "a", version: "1.0.0", scripts: { build: "tsc", test: "vitest" } },
    "packages/a/src/index.ts": "export {};",
    "packages/b/package.json": {
      name: "b",
      version: "1.0.0",
      dependencies: { a: "1.0.0" },
      scripts: { build: "tsc" },
    },
  });
  install(root, "nx");
  const workspace = await mustRead(root);
  expect(workspace.runner).toBe("nx");
  expect(workspace.packages.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
    ["a", []],
    ["b", ["a"]],
  ]);
  expect(
    workspace.tasks.map(({ id, dependsOn, cache, parallelism }) => [id, dependsOn, cache, parallelism]),
  ).toEqual([
    ["a:build", [], true, true],
    ["a:test", ["a:build"], false, false],
    ["b:build", ["a:build"], true, true],
  ]);
  expect(workspace.tasks[2]?.inputs).toMatchObject({
    own: ["**/*", "!**/*.test.ts"],
    upstream: ["**/*", "!**/*.test.ts"],
    packages: [],
    afterTasks: false,
  });
  expect(workspace.tasks[1]?.inputs.own).toEqual(["**/*"]);
});
