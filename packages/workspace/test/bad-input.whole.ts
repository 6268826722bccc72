import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { install, mustFail, mustRead, read, tree } from "./support/tree.ts";

const root = { "package.json": { name: "root", private: true, workspaces: ["packages/*"] } };
const pkg = (name: string, more: object = {}) => ({
  name,
  version: "1.0.0",
  scripts: { build: "tsc" },
  ...more,
});

test("NO_WORKSPACE", async () => {
  const folder = tree({ "package.json": { name: "alone" } });
  expect(await mustFail(folder)).toMatchObject({ code: "NO_WORKSPACE", where: folder });
});

test("the root is found upwards, and a package's own turbo.json is not one", async () => {
  const folder = tree({
    ...root,
    "packages/a/package.json": pkg("a"),
    "packages/a/turbo.json": { extends: ["//"] },
  });
  mkdirSync(join(folder, "packages/a/src/deep"), { recursive: true });
  expect((await mustRead(folder, { cwd: join(folder, "packages/a/src/deep") })).root).toBe(folder);
});

test.each([
  [{}, "Found no build, type check or test in any package"],
  [{ targets: ["verify", "x"] }, 'No package has a target named "verify" or "x"'],
])("NO_TARGETS with %j", async (options, what) => {
  const folder = tree({ ...root, "packages/a/package.json": pkg("a", { scripts: { dev: "tsc -w" } }) });
  expect(await mustFail(folder, options)).toMatchObject({ code: "NO_TARGETS", what });
});

test("CYCLE names the cycle", async () => {
  const folder = tree({
    ...root,
    "packages/a/package.json": pkg("a", { dependencies: { b: "*" } }),
    "packages/b/package.json": pkg("b", { dependencies: { c: "*" } }),
    "packages/c/package.json": pkg("c", { dependencies: { a: "*" } }),
  });
  expect(await mustFail(folder)).toMatchObject({
    code: "CYCLE",
    what: "Tasks wait for each other: a:build → b:build → c:build → a:build",
  });
});

test("a cycle through devDependencies is said, and orders nothing", async () => {
  const folder = tree({
    ...root,
    "packages/core/package.json": pkg("core", { devDependencies: { testing: "*" } }),
    "packages/testing/package.json": pkg("testing", { dependencies: { core: "*" } }),
  });
  const workspace = await mustRead(folder);
  expect(workspace.warnings).toMatchObject([
    { code: "DEV_CYCLE", what: expect.stringContaining("core → testing") },
  ]);
  expect(workspace.packages.map((one) => one.dependsOn)).toEqual([["testing"], ["core"]]);
  expect(workspace.tasks.map((task) => task.dependsOn)).toEqual([[], ["core:build"]]);
});

test("a cycle through peerDependencies is said, and orders nothing; its other links do", async () => {
  const folder = tree({
    ...root,
    "packages/runner/package.json": pkg("runner", { peerDependencies: { ui: "*" } }),
    "packages/ui/package.json": pkg("ui", {
      dependencies: { utils: "*" },
      peerDependencies: { runner: "*" },
      devDependencies: { runner: "*" },
    }),
    "packages/utils/package.json": pkg("utils", {}),
  });
  const workspace = await mustRead(folder);
  expect(workspace.warnings).toMatchObject([
    { code: "PEER_CYCLE", what: expect.stringContaining("ui → runner") },
  ]);
  expect(workspace.packages.map((one) => one.dependsOn)).toEqual([["ui"], ["runner", "utils"], []]);
  expect(workspace.tasks.map((task) => task.dependsOn)).toEqual([[], ["utils:build"], []]);
});

test.each([
  [
    "package.json",
    '{\n  "name": "a",\n  oops\n}\n',
    { code: "BAD_JSON", where: "packages/a/package.json:3" },
  ],
  ["package.json", "[]", { code: "BAD_JSON", where: "packages/a/package.json:1" }],
])("a broken %s of a package", async (file, text, problem) => {
  expect(await mustFail(tree({ ...root, [`packages/a/${file}`]: text }))).toMatchObject(problem);
});

test.each([
  ["nx.json", '{\n  // comments are fine\n  "parallel": ,\n}', { code: "BAD_JSON", where: "nx.json:3" }],
  ["turbo.json", '{ "tasks": {\n', { code: "BAD_JSON", where: "turbo.json:2" }],
  [
    "pnpm-workspace.yaml",
    "packages:\n  - 'a\nb: [",
    { code: "BAD_YAML", where: expect.stringMatching(/^pnpm-workspace\.yaml:\d/) },
  ],
])("a broken %s", async (file, text, problem) => {
  const folder = tree({ ...root, [file]: text, "packages/a/package.json": pkg("a") });
  expect(await mustFail(folder)).toMatchObject(problem);
});

test.each([
  ["nx.json", "nx"],
  ["turbo.json", "turbo"],
])("TOOL_MISSING with %s", async (file, tool) => {
  const folder = tree({
    ...root,
    [file]: { tasks: { build: {} } },
    "packages/a/package.json": pkg("a"),
    "yarn.lock": "",
  });
  expect(await mustFail(folder)).toMatchObject({
    code: "TOOL_MISSING",
    what: expect.stringContaining(tool),
    fix: expect.stringContaining('"yarn install"'),
  });
});

test("NX_GRAPH_FAILED has what Nx says", async () => {
  const folder = tree({
    ...root,
    "nx.json": { neverConnectToCloud: true, analytics: false, plugins: ["./no-such-plugin.js"] },
    "packages/a/package.json": pkg("a"),
  });
  install(folder, "nx");
  const problem = await mustFail(folder);
  expect(problem.code).toBe("NX_GRAPH_FAILED");
  expect(problem.what).toContain("no-such-plugin");
});

test("two packages of one name", async () => {
  const folder = tree({
    ...root,
    "packages/a/package.json": pkg("same"),
    "packages/b/package.json": pkg("same"),
    "packages/c/package.json": pkg("c", { dependencies: { same: "*" } }),
  });
  const workspace = await mustRead(folder);
  expect(workspace.warnings).toMatchObject([{ code: "DUPLICATE_NAME", where: "packages/b/package.json" }]);
  expect(workspace.packages.map((one) => [one.name, one.dependsOn])).toEqual([
    ["c", ["same"]],
    ["packages/b", []],
    ["same", []],
  ]);
  const { warnings } = await mustRead(folder, { exclude: ["packages/b"] });
  expect(warnings).toEqual([]);
});

test("names with spaces, quotes, unicode, and those that objects have", async () => {
  const names = ['it\'s "odd"', "日本 語", "__proto__", "constructor", "a:b$(x)"];
  const members = names.map(
    (name, at) =>
      [`packages/p ${at} é/package.json`, pkg(name, { dependencies: { ["constructor"]: "*" } })] as const,
  );
  const workspace = await mustRead(tree({ ...root, ...Object.fromEntries(members) }));
  expect(workspace.packages.map((one) => one.name)).toEqual([...names].sort());
  expect(workspace.tasks.map((task) => task.id)).toEqual(names.map((name) => `${name}:build`).sort());
  expect(workspace.packages.find((one) => one.name === "__proto__")?.dependsOn).toEqual(["constructor"]);
});

test("CANCELLED", async () => {
  const folder = tree({ ...root, "packages/a/package.json": pkg("a") });
  const result = await read(folder, { signal: AbortSignal.abort() });
  expect(result).toMatchObject({ ok: false, error: { code: "CANCELLED" } });
});
