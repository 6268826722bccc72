import { expect, test } from "vitest";
import { mustRead, type Tree, tree } from "./support/tree.ts";

const pkg = (name: string, more: object = {}) => ({ name, main: "lib/index.js", ...more });
const refers = (...paths: string[]) => ({ references: paths.map((path) => ({ path })) });

const files: Tree = {
  "package.json": {
    name: "root",
    workspaces: ["packages/*"],
    scripts: { build: "tsc -b --verbose", test: "vitest run" },
  },
  "tsconfig.json": `{ // a solution
    "files": [], "references": [{ "path": "packages/top" }, { "path": "tooling/tsconfig.more.json" }], }`,
  "tooling/tsconfig.more.json": refers("../packages/own", "../packages/two"),
  "vitest.config.ts": `import plugin from "plugin"; export default { test: { environment: "shop" } };`,
  "packages/base/package.json": pkg("base"),
  "packages/base/tsconfig.json": {},
  "packages/base/src/index.test.ts": "",
  "packages/top/package.json": pkg("top", { dependencies: { base: "*" } }),
  "packages/top/tsconfig.json": refers("../base"),
  "packages/top/src/index.test.ts": "",
  "packages/own/package.json": pkg("own", { scripts: { build: "node build.js" } }),
  "packages/own/tsconfig.json": {},
  "packages/two/package.json": pkg("two"),
  "packages/two/tsconfig.json": refers("./src/tsconfig.lib.json", "./tsconfig.tools.json"),
  "packages/two/src/tsconfig.lib.json": refers("../../environment"),
  "packages/two/tsconfig.tools.json": {},
  "packages/environment/package.json": pkg("vitest-environment-shop"),
  "packages/environment/tsconfig.json": {},
  "packages/plugin/package.json": pkg("plugin", { scripts: { build: "node build.js" } }),
  "packages/outside/package.json": pkg("outside"),
  "packages/outside/tsconfig.json": {},
  // A package of the environment's bare name is another.
  "packages/shop/package.json": pkg("shop", { scripts: { build: "node build.js" } }),
};

const buildsOf = async (changed: Tree = {}, options: { targets?: string[] } = {}) => {
  const { tasks } = await mustRead(tree({ ...files, ...changed }), options);
  return tasks.filter((task) => task.kind === "build");
};

test("packages that the root builds as one solution are built one by one", async () => {
  const builds = await buildsOf();
  expect(builds.map(({ id, command }) => [id, command?.cwd, ...(command?.argv ?? [])])).toEqual([
    ["base:build", "packages/base", "../../node_modules/.bin/tsc", "-b"],
    ["own:build", "packages/own", "npm", "run", "build"],
    ["plugin:build", "packages/plugin", "npm", "run", "build"],
    ["shop:build", "packages/shop", "npm", "run", "build"],
    ["top:build", "packages/top", "../../node_modules/.bin/tsc", "-b"],
    ["two:build", "packages/two", "../../node_modules/.bin/tsc", "-b"],
    ["vitest-environment-shop:build", "packages/environment", "../../node_modules/.bin/tsc", "-b"],
  ]);
  const top = builds.find(({ id }) => id === "top:build");
  expect(top).toMatchObject({ package: "top", target: "build", dependsOn: ["base:build"], script: "tsc -b" });
});

test("the root's tests wait for the builds of what they import, and of what their configuration loads", async () => {
  const { tasks } = await mustRead(tree(files));
  const tests = tasks.filter(({ kind }) => kind === "test");
  const loaded = ["plugin:build", "vitest-environment-shop:build"];
  expect(tests.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
    ["base:test", loaded],
    ["top:test", ["base:build", ...loaded]],
  ]);
  const extra = tests[0]?.inputs.packages.map((one) => one.package);
  expect(extra).toEqual(["plugin", "vitest-environment-shop"]);
});

test("several projects of a package that none of them refers to are named", async () => {
  const builds = await buildsOf({
    "tsconfig.json": refers("packages/two/src/tsconfig.lib.json", "packages/two/tsconfig.tools.json"),
  });
  expect(builds.find(({ id }) => id === "two:build")).toMatchObject({
    script: "tsc -b src/tsconfig.lib.json tsconfig.tools.json",
  });
});

test.each<[string, string, readonly string[]]>([
  [
    "a configuration that is named",
    "tsc --build tooling/tsconfig.more.json",
    ["two", "vitest-environment-shop"],
  ],
  ["a folder that is named, forced", "tsc -b packages/top --force", ["base", "top"]],
  ["the compiler through a wrapper", "npx tsc -b packages/base", ["base"]],
  ["no solution", "tsc", []],
  ["more than the solution", "tsc -b && node bundle.js", []],
  ["a watch", "tsc -b --watch", []],
  ["its removal", "tsc -b --clean", []],
  ["a solution outside", "tsc -b ../other", []],
])("%s: %s", async (_, build, expected) => {
  const scripts = { build, test: "vitest run" };
  const builds = await buildsOf({ "package.json": { name: "root", workspaces: ["packages/*"], scripts } });
  const own = ["own", "plugin", "shop"];
  expect(builds.map((task) => task.package).filter((name) => !own.includes(name))).toEqual(expected);
});

test("a build of more than one script stays whole", async () => {
  const scripts = {
    build: "tsc -b",
    postbuild: "node copy.js",
    pretest: "npm run build",
    test: "vitest run",
  };
  const builds = await buildsOf({ "package.json": { name: "root", workspaces: ["packages/*"], scripts } });
  expect(builds.map(({ id }) => id)).toEqual(["own:build", "plugin:build", "root:build", "shop:build"]);
});

test("what tests take by an alias need not be built, but what their configuration loads", async () => {
  const { tasks } = await mustRead(
    tree({
      ...files,
      "vitest.config.ts": `import plugin from "plugin";
        export default { resolve: { alias: {} }, test: { environment: "shop", setupFiles: ["setup.ts"] } };`,
      "setup.ts": `import "base";`,
    }),
  );
  const loaded = ["plugin:build", "vitest-environment-shop:build"];
  expect(tasks.filter(({ kind }) => kind === "test").map(({ dependsOn }) => dependsOn)).toEqual([
    loaded,
    loaded,
  ]);
});

test("they are left out where other targets are asked for, and taken where theirs is", async () => {
  expect(await buildsOf({}, { targets: ["test"] })).toEqual([]);
  expect((await buildsOf({}, { targets: ["build"] })).length).toBe(7);
});

test("a build that runs before the root's tests is not one more where it is the solution", async () => {
  const scripts = { build: "tsc -b", pretest: "npm run build", test: "vitest run" };
  const { tasks, packages } = await mustRead(
    tree({ ...files, "package.json": { name: "root", workspaces: ["packages/*"], scripts } }),
  );
  expect(tasks.filter((task) => task.package === "root")).toEqual([]);
  expect(packages.map(({ name }) => name)).not.toContain("root");
  const json = { name: "root", workspaces: ["packages/*"], scripts };
  const asked = await mustRead(tree({ ...files, "package.json": json }), { targets: ["test"] });
  expect(asked.tasks.find(({ id }) => id === "top:test")?.dependsOn).toEqual(["root:build"]);
});
