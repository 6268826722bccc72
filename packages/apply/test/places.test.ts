import { expect, it } from "vitest";
import { diskTree, programsOf } from "../src/index.ts";
import { changesTo, planOf, read, repository } from "./support/rig.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);
const ROOT = { "package.json": json({ name: "root", private: true, workspaces: ["packages/*"] }) };

it("leaves a loader at the root where it is and points it at the part", async () => {
  const root = repository({
    ...ROOT,
    "package-lock.json": "{}",
    "packages/core/package.json": json({
      name: "core",
      version: "1.0.0",
      main: "lib/",
      types: "lib/",
      files: ["src/**", "lib/**", "*.d.ts", "*.js"],
      scripts: { compile: "tsc" },
    }),
    "packages/core/tsconfig.json": json({ include: ["src/**/*.ts"], compilerOptions: { outDir: "lib" } }),
    "packages/core/client.js": "module.exports = require('./lib/client');\n",
    "packages/core/client.d.ts": "export * from './lib/client';\n",
    "packages/core/src/index.ts": "export * from './other';\n",
    "packages/core/src/client.ts": "export const client = 1;\n",
    "packages/core/src/other.ts": "export const other = 1;\n",
    "packages/core/src/more.ts": "export const more = 1;\n",
    "packages/user/package.json": json({ name: "user", version: "1.0.0", dependencies: { core: "1.0.0" } }),
    "packages/user/src/index.ts": "import { client } from 'core/client';\nclient;\n",
  });
  const { changes, text } = await changesTo(
    root,
    planOf("core", [
      {
        name: "core",
        root: "packages/core",
        facade: true,
        files: [
          ...["client.js", "client.d.ts"].map((name) => `packages/core/${name}`),
          ...["index.ts", "other.ts", "more.ts"].map((name) => `packages/core/src/${name}`),
        ],
      },
      { name: "core-client", root: "packages/core-client", files: ["packages/core/src/client.ts"] },
    ]),
  );
  expect(text("packages/core/client.js")).toBe("module.exports = require('core-client');\n");
  expect(text("packages/core/client.d.ts")).toBe("export * from 'core-client';\n");
  expect(JSON.parse(text("packages/core/package.json")!)).toMatchObject({
    dependencies: { "core-client": "1.0.0" },
  });
  expect(JSON.parse(text("packages/core-client/package.json")!)["exports"]).toEqual({
    ".": { types: "./lib/index.d.ts", default: "./lib/index.js" },
  });
  expect(changes.doubts).toEqual([]);
});

it("doubts a path to the package's folder only where what lies in it is meant", async () => {
  const root = repository({
    ...ROOT,
    "package-lock.json": "{}",
    "packages/core/package.json": json({
      name: "core",
      private: true,
      exports: "./src/index.ts",
      scripts: { typecheck: "tsc" },
    }),
    "packages/core/src/index.ts": "export * from './a';\nexport * from './b';\n",
    "packages/core/src/a.ts": [
      "export const root = path.join(__dirname, '..');",
      "export const found = (name) => path.join(root, name);",
      "export const src = fileURLToPath(new URL('.', import.meta.url));",
      "",
    ].join("\n"),
    "packages/core/src/b.ts": "export const b = 1;\n",
  });
  const plan = (moved: string, kept: string) =>
    planOf("core", [
      {
        name: "core",
        root: "packages/core",
        facade: true,
        files: ["packages/core/src/index.ts", `packages/core/src/${kept}.ts`],
      },
      { name: "core-one", root: "packages/core-one", files: [`packages/core/src/${moved}.ts`] },
    ]);
  const doubts = async (of: ReturnType<typeof plan>) =>
    (await changesTo(root, of)).changes.doubts.map(({ code, line }) => [code, line]);
  expect(await doubts(plan("b", "a"))).toEqual([
    ["PATH_ACROSS_PARTS", 2],
    ["PATH_ACROSS_PARTS", 3],
  ]);
  expect(await doubts(plan("a", "b"))).toEqual([
    ["PATH_ACROSS_PARTS", 1],
    ["PATH_ACROSS_PARTS", 2],
    ["PATH_ACROSS_PARTS", 3],
  ]);
});

it("leads each test runner to where a file for its setup lies", async () => {
  const src = (name: string) => `packages/core/src/${name}`;
  const root = repository({
    ...ROOT,
    "package-lock.json": "{}",
    "packages/core/package.json": json({
      name: "core",
      private: true,
      exports: "./src/index.ts",
      scripts: { test: "vitest run" },
    }),
    "packages/core/vitest.config.ts":
      "export default { test: { setupFiles: ['./test/setup.ts', './test/stays.ts'], name: 'core' } };\n",
    "packages/core/test/setup.ts": "export const setup = 1;\n",
    "packages/core/test/stays.ts": "",
    [src("index.ts")]: "export * from './a';\nexport * from './b';\n",
    ...Object.fromEntries(["a", "b"].map((name) => [src(`${name}.ts`), `export const ${name} = 1;\n`])),
    ...Object.fromEntries(
      ["a", "b", "index"].map((name) => [src(`${name}.test.ts`), `import './${name}';\n`]),
    ),
  });
  const part = (name: string, more: readonly string[] = []) => ({
    name: `core-${name}`,
    root: `packages/core-${name}`,
    files: [src(`${name}.ts`), ...more],
    tests: [src(`${name}.test.ts`)],
  });
  const { text } = await changesTo(
    root,
    planOf("core", [
      {
        name: "core",
        root: "packages/core",
        facade: true,
        files: [src("index.ts"), "packages/core/test/stays.ts"],
        tests: [src("index.test.ts")],
      },
      part("a", ["packages/core/test/setup.ts"]),
      part("b"),
    ]),
  );
  const files = (name: string) =>
    /setupFiles: \[(.*)\], name: '(.*)'/.exec(text(`packages/${name}/vitest.config.ts`)!)!.slice(1);
  expect(files("core")).toEqual(["'../core-a/test/setup.ts', './test/stays.ts'", "core"]);
  expect(files("core-a")).toEqual(["'./test/setup.ts', '../core/test/stays.ts'", "core-a"]);
  expect(files("core-b")).toEqual(["'../core-a/test/setup.ts', '../core/test/stays.ts'", "core-b"]);
});

it("gives each part what its scripts run, and entries that start with a dot", async () => {
  const src = (name: string) => `packages/core/src/${name}.ts`;
  const stamp = "const { version } = require('../package.json');\nrequire('../../../stamp.cjs')(version);\n";
  const root = repository({
    ...ROOT,
    "package-lock.json": "{}",
    "stamp.cjs": "module.exports = () => {};\n",
    "packages/core/package.json": json({
      name: "core",
      version: "1.0.0",
      main: "lib/index.js",
      scripts: { compile: "tsc && node ./bin/stamp.cjs", start: "node src/index.ts" },
    }),
    "packages/core/tsconfig.json": json({
      include: ["src"],
      compilerOptions: { rootDir: "src", outDir: "lib" },
    }),
    "packages/core/bin/stamp.cjs": stamp,
    [src("index")]: "export * from './a';\n",
    [src("a")]: "export const a = 1;\n",
  });
  const { workspace } = await read(root);
  expect(programsOf(workspace, diskTree(root))("core")).toEqual([
    "packages/core/bin/stamp.cjs",
    src("index"),
  ]);
  expect(programsOf(workspace, diskTree(root))("none")).toEqual([]);
  const { text } = await changesTo(
    root,
    planOf("core", [
      {
        name: "core",
        root: "packages/core",
        facade: true,
        files: [src("index"), "packages/core/bin/stamp.cjs"],
      },
      { name: "core-a", root: "packages/core-a", files: [src("a")] },
    ]),
  );
  expect(JSON.parse(text("packages/core-a/package.json")!).exports).toEqual({ ".": "./lib/index.js" });
  expect(text("packages/core-a/bin/stamp.cjs")).toBe(stamp);
});
