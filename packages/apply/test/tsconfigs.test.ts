import { expect, it } from "vitest";
import { changesTo, planOf, repository } from "./support/rig.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);

it("refers to those of its own files that a part has, and lets each write to a place of its own", async () => {
  const root = repository({
    "package.json": json({ name: "root", private: true, workspaces: ["packages/*"] }),
    "package-lock.json": "{}",
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
