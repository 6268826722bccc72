import { expect, it } from "vitest";
import { changesTo, NPM_ROOT, planOf, repository } from "./support/rig.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);
const output = (name: string) => ({ import: `./dist/${name}.mjs`, require: `./dist/${name}.cjs` });
const src = (name: string) => `packages/core/src/${name}.ts`;

it("publishes a part by one entry where sources are exported here and their build elsewhere", async () => {
  const root = repository({
    ...NPM_ROOT,
    "packages/core/package.json": json({
      name: "@x/core",
      version: "1.0.0",
      type: "module",
      main: "./dist/index.cjs",
      exports: { ".": "./src/index.ts", "./auth": "./src/auth/index.ts", "./package.json": "./package.json" },
      scripts: { build: "tsdown", typecheck: "tsc" },
      publishConfig: {
        access: "public",
        bin: { core: "./dist/bin.mjs" },
        exports: { ".": output("index"), "./auth": output("auth"), "./package.json": "./package.json" },
      },
      devDependencies: { tsdown: "1", vitest: "1" },
    }),
    "packages/core/tsdown.config.ts":
      "export default { entry: { index: 'src/index.ts', auth: 'src/auth/index.ts' } };\n",
    [src("index")]: `export * from "./auth/index";\nexport * from "./low";\n`,
    [src("auth/index")]: `export * from "./deep";\n`,
    [src("auth/deep")]: "export const deep = 1;\n",
    [src("low")]: "export const low = 1;\n",
  });
  const { text } = await changesTo(
    root,
    planOf("@x/core", [
      { name: "@x/core", root: "packages/core", facade: true, files: [src("index"), src("auth/index")] },
      { name: "@x/core-deep", root: "packages/core-deep", files: [src("auth/deep")] },
      { name: "@x/core-low", root: "packages/core-low", files: [src("low")] },
    ]),
  );
  expect(JSON.parse(text("packages/core-deep/package.json")!)).toMatchObject({
    main: "./dist/index.cjs",
    exports: { ".": "./src/index.ts", "./package.json": "./package.json" },
    publishConfig: {
      access: "public",
      exports: { ".": output("index"), "./package.json": "./package.json" },
    },
  });
  expect(text("packages/core-deep/package.json")).not.toContain("bin");
  expect(text("packages/core-deep/src/index.ts")).toBe(`export * from "./auth/deep";\n`);
  expect(text("packages/core-deep/tsdown.config.ts")).toBe(
    "export default { entry: { 'index': 'src/index.ts' } };\n",
  );
  expect(text(src("auth/index"))).toBe(`export * from "@x/core-deep";\n`);
});
