import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { npmInstall, runTask } from "../support/shell.ts";
import { mustFail, mustRead, tree, write } from "../support/tree.ts";

/** Appends its name to `log` in the folder that it runs in. */
const note = (name: string) => `node -e "require('fs').appendFileSync('log', '${name} ')"`;

const plugin = `
const createNodes = ["packages/*/infer.json", async (files) =>
  files.map((file) => {
    const root = require("node:path").dirname(file);
    return [file, { projects: { [root]: { targets: { typecheck: {
      executor: "nx:run-commands",
      options: { command: "node --version > /dev/null && node --version", cwd: root },
      cache: true,
      dependsOn: ["^build"],
      inputs: [{ dependentTasksOutputFiles: "**/*", transitive: true }, "default"],
    } } } } }];
  })];
exports.name = "infer";
exports.createNodes = createNodes;
exports.createNodesV2 = createNodes;
`;

const files = {
  "package.json": { name: "root", private: true, workspaces: ["packages/*"] },
  "package-lock.json": { name: "root", lockfileVersion: 3, requires: true, packages: {} },
  "plugin.js": plugin,
  "tsconfig.base.json": {},
  "nx.json": {
    neverConnectToCloud: true,
    analytics: false,
    plugins: ["./plugin.js"],
    namedInputs: {
      shared: ["{workspaceRoot}/shared.json"],
      default: ["{projectRoot}/**/*", "shared"],
      production: ["default", "!{projectRoot}/**/*.test.ts"],
    },
    targetDefaults: {
      build: { cache: true, dependsOn: ["^build"], inputs: ["production", "^production"] },
      test: { dependsOn: [{ target: "build" }], cache: true },
    },
  },
  "packages/a/package.json": {
    name: "@x/a",
    version: "1.0.0",
    scripts: { build: note("a:build"), test: note("a:test") },
  },
  "packages/a/src/index.ts": "export {};\n",
  "packages/b/package.json": {
    name: "@x/b",
    version: "1.0.0",
    dependencies: { "@x/a": "1.0.0" },
    scripts: { build: note("b:build") },
    nx: { namedInputs: { production: ["{projectRoot}/lib/**/*"] }, tags: ["kind:lib"] },
  },
  "packages/b/infer.json": {},
  "packages/c/project.json": {
    name: "c app",
    implicitDependencies: ["@x/b"],
    targets: {
      build: {
        executor: "nx:run-commands",
        options: { commands: [note("c:build"), "true"], parallel: false },
        inputs: [
          "production",
          { input: "production", projects: ["@x/a"] },
          { input: "production", dependencies: true },
        ],
        dependsOn: [{ projects: ["@x/b"], target: "build" }, { target: "prepare" }],
      },
      prepare: { executor: "nx:run-commands", options: { command: "node --version" }, parallelism: false },
    },
  },
};

test.each([20, 21, 22, 23, 24])("Nx %i", { timeout: 300_000 }, async (major) => {
  const root = tree(files);
  await execa("git", ["init", "-q"], { cwd: root });
  await npmInstall(root, `nx@${major}`);
  const workspace = await mustRead(root);

  expect(workspace.runnerVersion).toMatch(new RegExp(`^${major}\\.`));
  expect(
    workspace.packages.map(({ name, npmName, root, dependsOn, tags }) => [
      name,
      npmName,
      root,
      dependsOn,
      tags.filter((tag) => !tag.startsWith("npm:")),
    ]),
  ).toEqual([
    ["@x/a", "@x/a", "packages/a", [], []],
    ["@x/b", "@x/b", "packages/b", ["@x/a"], ["kind:lib"]],
    ["c app", undefined, "packages/c", ["@x/b"], []],
  ]);
  expect(
    workspace.tasks.map(({ id, kind, dependsOn, cache, parallelism }) => [
      id,
      kind,
      dependsOn,
      cache,
      parallelism,
    ]),
  ).toEqual([
    ["@x/a:build", "build", [], true, true],
    ["@x/a:test", "test", ["@x/a:build"], true, true],
    ["@x/b:build", "build", ["@x/a:build"], true, true],
    ["@x/b:typecheck", "typecheck", ["@x/a:build"], true, true],
    ["c app:build", "build", ["@x/b:build", "c app:prepare"], true, true],
    ["c app:prepare", "other", [], false, false],
  ]);
  const inputs = new Map(workspace.tasks.map((task) => [task.id, task.inputs]));
  expect(inputs.get("@x/b:build")).toMatchObject({
    own: ["lib/**/*"],
    upstream: ["**/*", "!**/*.test.ts"],
    workspace: expect.arrayContaining(["nx.json", "package-lock.json", "shared.json"]),
    afterTasks: false,
  });
  expect(inputs.get("@x/b:typecheck")).toMatchObject({ own: ["**/*"], upstream: [], afterTasks: true });
  expect(inputs.get("c app:build")).toMatchObject({
    own: ["**/*", "!**/*.test.ts"],
    upstream: [],
    packages: [
      { package: "@x/a", patterns: ["**/*", "!**/*.test.ts"] },
      { package: "@x/b", patterns: ["lib/**/*"] },
      { package: "@x/a", patterns: ["**/*", "!**/*.test.ts"] },
    ],
  });

  // Alone, without what it depends on and without the cache.
  const build = workspace.tasks.find((task) => task.id === "c app:build")!;
  for (let time = 0; time < 2; time++) {
    const ran = await runTask(workspace, build);
    expect(ran.exitCode, ran.stderr + ran.stdout).toBe(0);
  }
  expect(readFileSync(join(root, "log"), "utf8")).toBe("c:build c:build ");
  expect(existsSync(join(root, "packages/b/log"))).toBe(false);
  await runTask(workspace, workspace.tasks.find((task) => task.id === "@x/a:build")!);
  expect(readFileSync(join(root, "packages/a/log"), "utf8")).toBe("a:build ");

  // A file that counts changes the answer, one that does not leaves it to the cache.
  write(root, { "packages/a/src/other.ts": "export {};\n" });
  expect(await mustRead(root)).toEqual(workspace);
  write(root, { "packages/a/infer.json": {} });
  expect((await mustRead(root)).tasks.map((task) => task.id)).toContain("@x/a:typecheck");

  write(root, { "packages/d/project.json": { name: "@x/a" } });
  rmSync(join(root, "packages/d/package.json"), { force: true });
  const problem = await mustFail(root);
  expect(problem.code).toBe("NX_GRAPH_FAILED");
  expect(problem.what).toContain("@x/a");
});
