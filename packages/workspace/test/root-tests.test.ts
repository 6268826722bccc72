import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mustRead, tree } from "./support/tree.ts";

const pkg = (name: string, more: object = {}) => ({ name, version: "1.0.0", ...more });

const files = {
  "package.json": {
    name: "root",
    workspaces: ["packages/*"],
    scripts: { test: "vitest -c vitest.unit.config.ts --coverage" },
  },
  "tsconfig.json": {
    compilerOptions: {
      paths: { "#shared/*": ["./shared/*"], "@alias/far": ["./packages/far/src/index.ts"] },
    },
  },
  "vitest.unit.config.ts": `
    import { alias } from './alias.js';
    export default { resolve: { alias }, test: { setupFiles: ['scripts/setup.ts'], coverage: { include: ['packages/far/**'] } } };`,
  "alias.js": "",
  "scripts/setup.ts": "",
  "shared/util.ts": "",
  "packages/core/package.json": pkg("core"),
  "packages/core/src/core.test.ts": "",
  "packages/core-more/package.json": pkg("core-more", { dependencies: { core: "1.0.0" } }),
  "packages/core-more/src/index.ts": "import { u } from '#shared/util';",
  "packages/core-more/src/more.spec.tsx": "",
  "packages/far/package.json": pkg("@x/far", { dependencies: { base: "1.0.0" } }),
  "packages/far/src/index.ts": "",
  "packages/base/package.json": pkg("base", { scripts: { build: "tsc", test: "vitest run" } }),
  "packages/base/src/base.test.ts": "",
  "packages/tests/package.json": pkg("tests"),
  "packages/tests/a.test.ts": `
    import type { T } from '@x/far/sub';
    const m = await import('core');
    vi.mock('../core-more/src/index');
    // import 'base';`,
};

test("packages get the root's vitest, with only their own files", async () => {
  const root = tree(files);
  const workspace = await mustRead(root);
  const tests = new Map(
    workspace.tasks.filter((task) => task.kind === "test").map((task) => [task.id, task]),
  );
  expect([...tests.keys()]).toEqual(["base:test", "core-more:test", "core:test", "tests:test"]);
  expect(tests.get("base:test")?.command.argv).toEqual(["npm", "run", "test"]);
  expect(tests.get("core:test")).toMatchObject({
    testTool: "vitest",
    dependsOn: [],
    script: "vitest run -c vitest.unit.config.ts packages/core/",
    command: {
      cwd: ".",
      argv: [
        "node_modules/.bin/vitest",
        "run",
        "-c",
        "vitest.unit.config.ts",
        "--passWithNoTests",
        `${join(root, "packages/core")}/`,
      ],
    },
  });
  expect(tests.get("core:test")?.inputs.workspace).toEqual([
    "tsconfig.json",
    "vitest.unit.config.ts",
    "scripts/setup.ts",
    "alias.js",
  ]);
  expect(tests.get("core-more:test")?.inputs.workspace).toContain("shared/**/*");
  expect(tests.get("tests:test")?.inputs.packages.map((one) => one.package)).toEqual([
    "@x/far",
    "base",
    "core",
    "core-more",
  ]);
});

test.each<[string, object, readonly string[]]>([
  ["include", { "vitest.config.ts": "export default { test: { include: ['**/*.check.ts'] } }" }, ["b"]],
  ["exclude", { "vitest.config.ts": "export default { test: { exclude: ['packages/a/**'] } }" }, ["ab"]],
  ["root", { "vitest.config.ts": "export default { test: { root: './packages/ab' } }" }, ["ab"]],
  [
    "projects",
    { "vitest.config.ts": "export default { test: { projects: ['packages/*', '!packages/ab'] } }" },
    ["a"],
  ],
  [
    "inline projects",
    {
      "vitest.config.ts":
        "export default { test: { projects: [{ test: { include: ['packages/b/*'] } }, { test: {} }] } }",
    },
    ["a", "ab", "b"],
  ],
  ["a workspace file", { "vitest.workspace.ts": "export default defineWorkspace(['packages/a'])" }, ["a"]],
  ["nothing but the script", {}, ["a", "ab"]],
])("what the configuration covers: %s", async (_, config, expected) => {
  const root = tree({
    "package.json": { name: "root", workspaces: ["packages/*"], scripts: { test: "vitest" } },
    "packages/a/package.json": pkg("a"),
    "packages/a/x.test.ts": "",
    "packages/ab/package.json": pkg("ab"),
    "packages/ab/deep/x.spec.mts": "",
    "packages/b/package.json": pkg("b", { scripts: { build: "tsc" } }),
    "packages/b/x.check.ts": "",
    ...config,
  });
  const { tasks } = await mustRead(root);
  expect(tasks.filter((task) => task.kind === "test").map((task) => task.package)).toEqual(expected);
});

test("without aliases, tests wait for the builds that they import", async () => {
  const root = tree({
    ...files,
    "alias.js": "",
    "vitest.unit.config.ts": "export default {}",
    "tsconfig.json": {},
  });
  const { tasks } = await mustRead(root);
  expect(tasks.find((task) => task.id === "tests:test")?.dependsOn).toEqual([]);
  const other = tree({
    ...files,
    "vitest.unit.config.ts": "export default {}",
    "packages/tests/a.test.ts": "import 'base';",
  });
  expect((await mustRead(other)).tasks.find((task) => task.id === "tests:test")?.dependsOn).toEqual([
    "base:build",
  ]);
});

test("jest takes a pattern over absolute paths", async () => {
  const root = tree({
    "package.json": { name: "root", workspaces: ["packages/*"], scripts: { test: "jest --ci" } },
    "packages/a.b (c)/package.json": pkg("a"),
    "packages/a.b (c)/__tests__/x.js": "",
  });
  const { tasks } = await mustRead(root);
  expect(tasks[0]?.command.argv.slice(0, 3)).toEqual(["node_modules/.bin/jest", "--ci", "--passWithNoTests"]);
  const pattern = tasks[0]?.command.argv[3] ?? "";
  expect(pattern.endsWith("/packages/a\\.b \\(c\\)/")).toBe(true);
});

test("a root that runs a task runner has no tests to give", async () => {
  const root = tree({
    ...files,
    "package.json": { name: "root", workspaces: ["packages/*"], scripts: { test: "turbo run test" } },
  });
  const { tasks } = await mustRead(root);
  expect(tasks.filter((task) => task.kind === "test").map((task) => task.id)).toEqual(["base:test"]);
});

test("a root with source of its own does not run the packages' tests twice", async () => {
  const root = tree({ ...files, "src/index.ts": "", "src/index.test.ts": "" });
  const { packages, tasks, warnings } = await mustRead(root);
  expect(packages.map((one) => one.root)).toContain(".");
  expect(tasks.map((task) => task.package)).not.toContain("root");
  expect(warnings).toMatchObject([{ code: "ROOT_TESTS" }]);
});

describe("a build that the root's package manager runs before its tests", () => {
  const scripts = { test: "jest", pretest: "npm run compile", compile: "tsc --build" };
  const read = async (changed: object, more: object = {}) => {
    const folder = tree({
      "package.json": { name: "root", workspaces: ["packages/*"], scripts: { ...scripts, ...changed } },
      "packages/a/package.json": pkg("a"),
      "packages/a/a.test.ts": "",
      "packages/b/package.json": pkg("b"),
      ...more,
    });
    return mustRead(folder);
  };

  test("is a task of the root that the tests wait for, and that an edit of any package makes stale", async () => {
    const { packages, tasks, targets, checks } = await read({});
    expect(targets).toEqual(["compile", "test"]);
    expect(packages.find(({ root }) => root === ".")).toMatchObject({ name: "root", dependsOn: ["a", "b"] });
    expect(tasks).toMatchObject([
      { id: "a:test", dependsOn: ["root:compile"] },
      { id: "root:compile", kind: "build", command: { argv: ["npm", "run", "compile"], cwd: "." } },
    ]);
    expect(tasks[1]?.inputs.workspace).toContain("**/*");
    expect(checks).toEqual([]);
  });

  test.each<[string, object, object, readonly string[]]>([
    ["a type checker of its own", { pretest: "tsc -b" }, {}, ["root:pretest"]],
    ["what builds nothing", { pretest: "npm run lint", lint: "eslint ." }, {}, []],
    ["what runs the packages' scripts", { compile: "npm run build -ws" }, {}, []],
    ["the hook of another script", { pretest: undefined, "pretest:ci": "npm run compile" }, {}, []],
    ["a manager that runs no hooks", {}, { "yarn.lock": "__metadata:\n", ".yarnrc.yml": "" }, []],
  ])("%s", async (_, changed, more, expected) => {
    const { tasks } = await read(changed, more);
    expect(tasks.find(({ id }) => id === "a:test")?.dependsOn).toEqual(expected);
  });
});
