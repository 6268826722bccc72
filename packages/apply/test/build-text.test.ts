import { expect, it } from "vitest";
import { buildText } from "../src/manifest/build-text.ts";
import type { Tree } from "../src/tree.ts";

const treeOf = (files: Readonly<Record<string, unknown>>): Tree => ({
  read: (path) => {
    const file = files[path];
    return file === undefined
      ? undefined
      : new TextEncoder().encode(typeof file === "string" ? file : JSON.stringify(file));
  },
  list: (folder) =>
    Object.keys(files)
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => ({ name: path.slice(folder.length + 1), kind: "file" as const })),
});

const bundles = /\b(esbuild|rollup|vite)\b/;

it.each([
  ["flags", { scripts: { build: "vite build && tsc --emitDeclarationOnly" } }, {}, true],
  ["a compiler", { scripts: { build: "tsc -p ." } }, {}, false],
  ["a program", { scripts: { build: "node ./build.mjs" } }, { "p/build.mjs": "run()" }, true],
  ["a compiler and a program", { scripts: { build: "tsc && node fix.mjs" } }, { "p/fix.mjs": "" }, false],
  ["a target", {}, { "p/project.json": { targets: { build: { executor: "@nx/rollup:rollup" } } } }, true],
  [
    "a target's command",
    { nx: { targets: { build: { executor: "nx:run-commands", options: { commands: ["vite build"] } } } } },
    {},
    true,
  ],
  ["a target of another kind", {}, { "p/project.json": { targets: { test: { command: "vite" } } } }, false],
  ["a plugin's finding", {}, { "p/tsconfig.json": {}, "p/rollup.config.mjs": "" }, true],
])("reads how a package is built from %s", (_, manifest, files, expected) => {
  expect(bundles.test(buildText(manifest, treeOf(files), "p"))).toBe(expected);
});
