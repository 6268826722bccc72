import { expect, it } from "vitest";
import { changesTo, NPM_ROOT, planOf, repository } from "./support/rig.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);

it("refers to those of its own files that a part has, and lets each write to a place of its own", async () => {
  const root = repository({
    ...NPM_ROOT,
    "packages/core/package.json": json({
      name: "core",
      version: "1.0.0",
      exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
      scripts: { build: "tsc -b", test: "vitest run" },
    }),
    "packages/core/tsconfig.json": json({
      files: [],
      references: [{ path: "./tsconfig.lib.json" }, { path: "./tsconfig.test.json" }, { path: "./test" }],
    }),
    "packages/core/tsconfig.lib.json": json({
      include: ["src"],
      compilerOptions: { outDir: "../../out/packages/core", typeRoots: ["../../types/packages/core"] },
    }),
    "packages/core/tsconfig.test.json": json({
      include: ["test"],
      references: [{ path: "./tsconfig.lib.json" }],
    }),
    "packages/core/test/tsconfig.json": json({ references: [{ path: ".." }] }),
    "packages/core/test/mid.test.ts": `import "../src/mid";\n`,
    "packages/core/src/index.ts": `export * from "./low";\n`,
    "packages/core/src/low.ts": "export const low = 1;\n",
    "packages/core/src/mid.ts": "export const mid = 1;\n",
  });
  const src = (name: string) => `packages/core/src/${name}.ts`;
  const { text } = await changesTo(
    root,
    planOf("core", [
      { name: "core", root: "packages/core", facade: true, files: [src("index")] },
      { name: "core-low", root: "packages/core-low", files: [src("low")] },
      {
        name: "core-mid",
        root: "packages/core-mid",
        files: [src("mid")],
        tests: ["packages/core/test/mid.test.ts"],
      },
    ]),
  );
  const at = (path: string) => JSON.parse(text(`packages/${path}`)!);
  expect(at("core-low/tsconfig.json").references).toEqual([{ path: "./tsconfig.lib.json" }]);
  expect(text("packages/core-low/tsconfig.test.json")).toBeUndefined();
  expect(at("core-mid/tsconfig.json").references).toHaveLength(3);
  expect(at("core-mid/test/tsconfig.json").references).toEqual([{ path: ".." }]);
  expect(at("core-low/tsconfig.lib.json").compilerOptions).toEqual({
    outDir: "../../out/packages/core-low",
    typeRoots: ["../../types/packages/core"],
  });
});

it("maps parts to their sources where what the old package extends maps what it imports", async () => {
  const member = (name: string, more: object = {}) =>
    json({ name, version: "1.0.0", exports: "./dist/index.js", scripts: { build: "rollup -c" }, ...more });
  const paths = { base: ["../packages/base/src/index.ts"], other: ["../none.ts"] };
  const root = repository({
    "package.json": json({ name: "root", private: true, workspaces: ["packages/*", "config"] }),
    "package-lock.json": "{}",
    "config/package.json": member("@x/config"),
    "config/tsconfig.base.json": json({ compilerOptions: { baseUrl: ".", paths } }),
    "config/tsconfig.away.json": json({ compilerOptions: { baseUrl: ".", paths } }),
    "packages/base/package.json": member("base"),
    "packages/base/src/index.ts": "export const base = 1;\n",
    "packages/core/package.json": member("core", { dependencies: { base: "1.0.0" } }),
    "packages/core/tsconfig.json": json({ extends: "./tsconfig.own" }),
    "packages/core/tsconfig.own.json": json({ extends: ["@x/config/tsconfig.base.json"] }),
    "packages/core/src/index.ts": `export * from "./low";\n`,
    "packages/core/src/low.ts": `import { base } from "base";\nexport const low = base;\n`,
  });
  const { text } = await changesTo(
    root,
    planOf("core", [
      { name: "core", root: "packages/core", facade: true, files: ["packages/core/src/index.ts"] },
      { name: "core-low", root: "packages/core-low", files: ["packages/core/src/low.ts"] },
    ]),
  );
  expect(JSON.parse(text("config/tsconfig.base.json")!).compilerOptions.paths).toEqual({
    ...paths,
    "core-low": ["../packages/core-low/src/index.ts"],
  });
  expect(text("config/tsconfig.away.json")).toBeUndefined();
});
