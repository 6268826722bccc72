import { expect, it } from "vitest";
import { entryConfigOf } from "../src/manifest/build-config.ts";
import type { Tree } from "../src/tree.ts";

const treeOf = (name: string, text: string): Tree => ({
  read: (path) =>
    path === `p/${name}`
      ? new TextEncoder().encode(text)
      : path === "p/src/index.ts"
        ? new Uint8Array()
        : undefined,
  list: () => [{ name, kind: "file" }],
});
const files = ["src/a/b.ts", "src/c/d.ts"];

it.each([
  [
    "build.config.ts",
    `export default { entries: ["src/index.ts"] };`,
    `export default { entries: ["src/a/b.ts", "src/c/d.ts"] };`,
  ],
  [
    "tsup.config.ts",
    `export default { entry: ["src/index.ts"] };`,
    `export default { entry: { "a/b": "src/a/b.ts", "c/d": "src/c/d.ts" } };`,
  ],
  [
    "tsdown.config.ts",
    `export default { entry: './src/index.ts' }`,
    `export default { entry: { 'a/b': './src/a/b.ts', 'c/d': './src/c/d.ts' } }`,
  ],
])("lists entries of %s so that each comes out under its own path", (name, before, after) => {
  expect(entryConfigOf(treeOf(name, before), "p")!.withEntries(files, "src")).toBe(after);
});
