import { expect, it } from "vitest";
import { compareDeclarations } from "../src/declared/compare.ts";
import { declaredSurface } from "../src/declared/surface.ts";
import { diskTree } from "../src/index.ts";
import { read, repository } from "./support/rig.ts";

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const manifest = (extra: object = {}) =>
  json({
    name: "core",
    version: "1.0.0",
    exports: {
      ".": { import: { types: "./dist/index.d.mts" }, require: "./dist/index.cjs" },
      "./lib": "./dist/lib.mjs",
      "./*": "./dist/*",
    },
    ...extra,
  });
const BEFORE = {
  "package.json": json({ name: "root", private: true, workspaces: ["packages/*"] }),
  "package-lock.json": "{}",
  "packages/core/package.json": manifest(),
  "packages/core/dist/index.d.mts": `import { a as Builder, b as run } from "./chunk.mjs";
export { type Builder, run, run as default };
export type { Outside } from "elsewhere";
export * from "./lib.mjs";
`,
  "packages/core/dist/index.d.cts":
    "export declare const one: number, two: number;\nexport declare namespace T { type A = 1 }\n",
  "packages/core/dist/chunk.d.mts":
    "declare class Builder {}\ndeclare function run(): Builder;\nexport { Builder as a, run as b };\n",
  "packages/core/dist/lib.d.mts":
    "export interface Shape {}\nexport declare const Shape: Shape;\nexport declare enum E {}\n",
  "packages/part/package.json": json({
    name: "part",
    scripts: { build: "tsc" },
    exports: { ".": { types: "./index.d.ts" } },
  }),
  "packages/part/index.d.ts": "export declare class Builder {}\nexport declare function run(): Builder;\n",
};

async function surfaceOf(files: Record<string, string>) {
  const root = repository(files);
  const { workspace } = await read(root);
  return { workspace, tree: diskTree(root), surface: declaredSurface(workspace, "core", diskTree(root)) };
}

it("reads what emitted declarations offer, entry by entry, through chunks and stars", async () => {
  const { surface } = await surfaceOf(BEFORE);
  const entries = [...surface!.entries].map(([entry, names]) => [entry, Object.fromEntries(names)]);
  expect(Object.fromEntries(entries)).toEqual({
    ". import": {
      Builder: "type",
      run: "value",
      default: "value",
      Outside: "elsewhere#Outside",
      Shape: "both",
      E: "both",
    },
    ". require": { one: "value", two: "value", T: "type" },
    "./lib import": { Shape: "both", E: "both" },
    "./lib require": { Shape: "both", E: "both" },
  });
});

const INDEX = "packages/core/dist/index.d.mts";
const through = (text: string) => ({ ...BEFORE, [INDEX]: BEFORE[INDEX].replace(/.*chunk.*\n.*\n/, text) });
const FROM_PART = 'export { type Builder, run, run as default } from "part";\n';

it.each([
  [
    "the same by way of a part",
    { ...through(FROM_PART), "packages/core/package.json": manifest({ dependencies: { part: "*" } }) },
    "ok",
  ],
  [
    "a part that is not installed with it",
    through(FROM_PART),
    "core import part, which is not installed with it",
  ],
  ["a name that is gone", through('export { type Builder, run } from "./chunk.mjs";\n'), "no longer declare"],
  [
    "a name too many",
    {
      ...BEFORE,
      "packages/core/dist/lib.d.mts": `${BEFORE["packages/core/dist/lib.d.mts"]}export type More = 1;\n`,
    },
    "declare More too",
  ],
  [
    "a class that was a type",
    { ...BEFORE, [INDEX]: BEFORE[INDEX].replace("type Builder", "Builder") },
    "Builder (type, now both)",
  ],
  [
    "a type that was a value",
    {
      ...BEFORE,
      "packages/core/dist/index.d.cts":
        "export type one = 1; export declare const two: 2; export type T = 1;\n",
    },
    "one (value, now type)",
  ],
  [
    "an entry without types",
    { ...BEFORE, "packages/core/package.json": json({ name: "core", version: "1.0.0" }) },
    "has no declarations any more",
  ],
])("compares %s", async (_, files, expected) => {
  const before = await surfaceOf(BEFORE);
  const after = await surfaceOf(files);
  const check = compareDeclarations(before.surface, after.workspace, "core", after.tree);
  expect(check.problem?.what ?? check.state).toContain(expected);
});

it("skips the comparison where nothing was emitted", async () => {
  const { workspace, tree } = await surfaceOf(BEFORE);
  expect(compareDeclarations(undefined, workspace, "core", tree)).toEqual({
    id: "declarations",
    state: "skipped",
  });
});
