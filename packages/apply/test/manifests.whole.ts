import { expect, it } from "vitest";
import { changesOf, contentsOf, diskTree } from "../src/index.ts";
import { planOf, read, repository } from "./support/rig.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);
const member = (name: string, extra = {}) =>
  json({ name, version: "1.0.0", private: true, type: "module", ...extra });
const built = {
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  scripts: { build: "tsc --build", test: "vitest run" },
};
const tsconfig = (...references: string[]) =>
  json({
    compilerOptions: { composite: true, rootDir: "src", outDir: "dist" },
    references: references.map((path) => ({ path })),
  });

async function split(more: Readonly<Record<string, string>> = {}) {
  const root = repository({
    "package.json": member("root", { workspaces: ["packages/base", "packages/core", "packages/app"] }),
    "tsconfig.json": json({ files: [], references: [{ path: "packages/core" }, { path: "packages/app" }] }),
    "package-lock.json": "{}",
    "packages/base/package.json": member("base", built),
    "packages/base/src/index.ts": "export const base = 1;\n",
    "packages/core/package.json": member("core", {
      ...built,
      dependencies: { base: "1.0.0", left: "1", right: "2" },
    }),
    "packages/core/tsconfig.json": tsconfig(),
    "packages/core/src/index.ts": `import "left";\nexport * from "./low.js";\nexport * from "./high.js";\n`,
    "packages/core/src/low.ts": `import "right";\nimport { base } from "base";\nexport interface Low {}\nexport const low = base;\n`,
    "packages/core/src/high.ts": `import { low } from "./low.js";\nexport const high = low;\n`,
    "packages/app/package.json": member("app", { ...built, dependencies: { core: "1.0.0" } }),
    "packages/app/tsconfig.json": tsconfig("../core", "../base"),
    "packages/app/src/index.ts": `import { high, type Low } from "core";\nexport const app: Low = high;\n`,
    ...more,
  });
  const { workspace, graph } = await read(root);
  const plan = planOf("core", [
    { name: "core", root: "packages/core", facade: true, files: ["packages/core/src/index.ts"] },
    { name: "core-a-high", root: "packages/core-a-high", files: ["packages/core/src/high.ts"] },
    {
      name: "core-low",
      root: "packages/core-low",
      files: ["packages/core/src/low.ts"],
      tests: Object.keys(more).filter((path) => path.includes("/test/")),
    },
  ]);
  const tree = diskTree(root);
  const changes = changesOf({ plan, workspace, graph, tree });
  if (!changes.ok) throw new Error(JSON.stringify(changes.error));
  const contents = contentsOf(changes.value, tree);
  if (!contents.ok) throw new Error(JSON.stringify(contents.error));
  return (path: string) => new TextDecoder().decode(contents.value.get(path));
}

it("lists parts where scripts run in order, drops what nothing uses any more, and imports types as types", async () => {
  const text = await split();
  expect(JSON.parse(text("package.json")).workspaces).toEqual([
    "packages/base",
    "packages/core-low",
    "packages/core-a-high",
    "packages/core",
    "packages/app",
  ]);
  expect(JSON.parse(text("packages/core/package.json")).dependencies).toEqual({
    "core-a-high": "1.0.0",
    "core-low": "1.0.0",
    left: "1",
  });
  expect(JSON.parse(text("packages/core-low/package.json")).dependencies).toEqual({
    base: "1.0.0",
    right: "2",
  });
  expect(JSON.parse(text("packages/app/package.json")).dependencies).toEqual({
    "core-a-high": "1.0.0",
    "core-low": "1.0.0",
  });
  expect(text("packages/app/src/index.ts")).toBe(
    `import { high } from "core-a-high/high";\nimport type { Low } from "core-low/low";\nexport const app: Low = high;\n`,
  );
  expect(JSON.parse(text("packages/app/tsconfig.json")).references).toEqual([
    { path: "../base" },
    { path: "../core-a-high" },
    { path: "../core-low" },
  ]);
  expect(JSON.parse(text("tsconfig.json")).references.map(({ path }: { path: string }) => path)).toEqual([
    "packages/core",
    "packages/app",
    "packages/core-a-high",
    "packages/core-low",
  ]);
});

it("refers to parts by the file that each list refers to the old package by, and copies those of folders", async () => {
  const list = (...paths: string[]) => json({ files: [], references: paths.map((path) => ({ path })) });
  const text = await split({
    "tsconfig.cjs.json": list("packages/base/tsconfig.cjs.json", "packages/core/tsconfig.cjs.json"),
    "tsconfig.test.json": list("packages/core/test/"),
    "packages/core/tsconfig.json": tsconfig("../base"),
    "packages/core/tsconfig.cjs.json": json({ extends: ".", compilerOptions: { outDir: "cjs" } }),
    "packages/core/test/low.test.ts": "import '../src/low.js';\n",
    "packages/core/test/tsconfig.json": json({
      extends: "../../../tsconfig.base",
      include: ["**/*"],
      references: [{ path: "../" }, { path: "../../base" }],
    }),
  });
  const references = (path: string) =>
    JSON.parse(text(path)).references.map(({ path }: { path: string }) => path);
  expect(references("tsconfig.cjs.json")).toEqual([
    "packages/base/tsconfig.cjs.json",
    "packages/core/tsconfig.cjs.json",
    "packages/core-a-high/tsconfig.cjs.json",
    "packages/core-low/tsconfig.cjs.json",
  ]);
  expect(references("tsconfig.json")).toEqual([
    "packages/core",
    "packages/app",
    "packages/core-a-high",
    "packages/core-low",
  ]);
  expect(references("tsconfig.test.json")).toEqual(["packages/core/test/", "packages/core-low/test"]);
  expect(references("packages/core/tsconfig.json")).toEqual(["../base", "../core-a-high", "../core-low"]);
  expect(JSON.parse(text("packages/core-low/test/tsconfig.json"))).toEqual({
    extends: "../../../tsconfig.base",
    include: ["**/*"],
    references: [{ path: "../" }, { path: "../../base" }],
  });
});

it("gives parts their owners and names those with tests where the runner lists projects", async () => {
  const text = await split({
    "packages/core/test/low.test.ts": "import '../src/low.js';\n",
    "packages/core/vitest.config.ts": "export default {};\n",
    ".github/CODEOWNERS":
      "* @all\r\n/packages/core/ @core # why\r\npackages/core/src/high.ts @high\r\n/packages/core-x @x\r\n",
    "vitest.config.ts": `export default { test: { projects: ["./packages/core", 'packages/app'], x: "packages/core" } };\n`,
    "jest.config.js": `module.exports = {
  projects: [
    "<rootDir>/packages/core/vitest.config.ts",
    "<rootDir>/packages/core/none.config.ts",
  ],
};
`,
  });
  expect(text(".github/CODEOWNERS")).toBe(
    "* @all\r\n/packages/core/ @core # why\r\n/packages/core-a-high/ @core # why\r\n/packages/core-low/ @core # why\r\npackages/core/src/high.ts @high\r\npackages/core-a-high/src/high.ts @high\r\n/packages/core-x @x\r\n",
  );
  expect(text("vitest.config.ts")).toBe(
    `export default { test: { projects: ["./packages/core", "./packages/core-low", 'packages/app'], x: "packages/core" } };\n`,
  );
  expect(text("jest.config.js")).toBe(`module.exports = {
  projects: [
    "<rootDir>/packages/core/vitest.config.ts",
    "<rootDir>/packages/core-low/vitest.config.ts",
    "<rootDir>/packages/core/none.config.ts",
  ],
};
`);
});

it("copies the programs that scripts run, with what they import, and leaves other files where they are", async () => {
  const text = await split({
    "packages/core/package.json": member("core", {
      ...built,
      scripts: {
        build: "tsc --build && node --x build.mjs -o dist/index.js && rollup -c ./scripts/types.mjs",
        test: "vitest run",
      },
    }),
    "packages/core/build.mjs": `import { root } from "../../root.mjs";\nimport "./scripts/lib.mjs";\nroot("packages/core");\n`,
    "packages/core/scripts/types.mjs": "// types\n",
    "packages/core/scripts/lib.mjs": "export {};\n",
    "packages/core/scripts/other.mjs": "export {};\n",
    "packages/core/dist/index.js": "export {};\n",
    "root.mjs": "export const root = () => {};\n",
  });
  expect(text("packages/core-low/build.mjs")).toBe(
    `import { root } from "../../root.mjs";\nimport "./scripts/lib.mjs";\nroot("packages/core-low");\n`,
  );
  expect(text("packages/core-low/scripts/types.mjs")).toBe("// types\n");
  expect(text("packages/core-low/scripts/lib.mjs")).toBe("export {};\n");
  expect(text("packages/core-low/scripts/other.mjs")).toBe("");
  expect(text("packages/core-low/dist/index.js")).toBe("");
});

it("lists a part's own entries where a tool's field lists those of the old package", async () => {
  const text = await split({
    "packages/core/package.json": member("core", {
      exports: { ".": "./dist/core.js" },
      scripts: { build: "rollup -c", test: "vitest run" },
      preconstruct: { umdName: "Core", entrypoints: ["./index.ts", "./high.ts"] },
      tool: { files: ["src/index.ts"], others: ["./index.ts", "./gone.ts"] },
    }),
  });
  const { preconstruct, tool } = JSON.parse(text("packages/core-low/package.json"));
  expect(preconstruct).toEqual({ umdName: "Core", entrypoints: ["./index.ts"] });
  expect(tool).toEqual({ files: ["src/index.ts"], others: ["./index.ts", "./gone.ts"] });
});

it("gives parts of a package that has no exports one entry each", async () => {
  const { exports: _, ...rest } = built;
  const manifest = member("core", { main: "./dist/index.js", types: "./dist/index.d.ts", ...rest });
  const text = await split({ "packages/core/package.json": manifest });
  expect(JSON.parse(text("packages/core-low/package.json"))).toMatchObject({
    main: "./dist/index.js",
    types: "./dist/index.d.ts",
  });
  expect(text("packages/core-low/src/index.ts")).toBe(`export * from "./low.js";\n`);
  expect(text("packages/core-a-high/src/high.ts")).toBe(
    `import { low } from "core-low";\nexport const high = low;\n`,
  );
});

it("leaves importers on the façade where vitest would load a part of CommonJS twice", async () => {
  const commonJs = { ...built, type: "commonjs" };
  const app = (script: string) =>
    member("app", { scripts: { test: script }, dependencies: { core: "1.0.0" } });
  const of = async (script: string) => {
    const text = await split({
      "packages/core/package.json": member("core", commonJs),
      "packages/app/package.json": app(script),
    });
    return text("packages/app/src/index.ts");
  };
  expect(await of("vitest run")).toBe("");
  expect(await of("jest")).toContain(`import { high } from "core-a-high/high";`);
});

it.each([
  ["npm run build --workspaces", ["packages/core-low", "packages/core-a-high", "packages/*"]],
  ["npm run build -w packages/core", undefined],
])("names parts before the pattern where %s goes by the order", async (build, expected) => {
  const text = await split({
    "package.json": member("root", { workspaces: ["packages/*"], scripts: { build } }),
  });
  const manifest = text("package.json");
  expect(manifest === "" ? undefined : JSON.parse(manifest).workspaces).toEqual(expected);
});

it("says by typesVersions where types of subpaths are, for a type checker that reads no exports", async () => {
  const node10 = (moduleResolution?: string) => ({
    "tsconfig.base.json": json({ compilerOptions: { module: "commonjs", moduleResolution } }),
    "packages/core/tsconfig.json": json({
      extends: "../../tsconfig.base",
      compilerOptions: { rootDir: "src", outDir: "dist" },
    }),
  });
  const versions = async (files: Record<string, string>) =>
    JSON.parse((await split(files))("packages/core-low/package.json"))["typesVersions"];
  const low = { "*": { low: ["./dist/low.d.ts"] } };
  expect(await versions(node10("Node"))).toEqual(low);
  expect(await versions(node10())).toEqual(low);
  expect(await versions(node10("bundler"))).toBeUndefined();
});

it("does not take the export of package.json for how sources are exported", async () => {
  const text = await split({
    "packages/core/package.json": member("core", {
      exports: { ".": "./dist/core.js", "./package.json": "./package.json" },
      preconstruct: { entrypoints: ["./index.ts"] },
      dependencies: { base: "1.0.0", left: "1", right: "2" },
    }),
  });
  expect(JSON.parse(text("packages/core-low/package.json"))).toMatchObject({
    exports: { ".": "./dist/core-low.js" },
    preconstruct: { entrypoints: ["./index.ts"] },
  });
});
