import { describe, expect, it } from "vitest";
import { readTsconfigs } from "../src/resolve/tsconfigs.ts";
import { makeWorkspace, type Tree } from "./workspace.ts";

const outputs = async (tree: Tree) => {
  const { root } = makeWorkspace(tree, { git: false });
  const read = await readTsconfigs(root, Object.keys(tree).sort());
  return Object.fromEntries([...read.outputs].map(([folder, all]) => [folder, all.map(({ from }) => from)]));
};

describe("tsconfigs", () => {
  it.each([
    ["JSON", `{ "compilerOptions": { "outDir": "out//x" } }`],
    [
      "comments and last commas",
      `\uFEFF// a "\n{ /* , } */ "compilerOptions": { "outDir": "out//x", // ,\n }, }`,
    ],
    ["a missing comma", `{ "compilerOptions": { "a": 1 "outDir": "out//x" } }`],
    ["no end", `{ "compilerOptions": { "outDir": "out//x" }`],
  ])("are read with %s", async (_, text) => {
    expect(await outputs({ "p/tsconfig.json": text })).toEqual({ p: ["p/out/x"] });
  });

  it("take from those that they extend, each in its turn", async () => {
    const tree = {
      "base/tsconfig.json": { compilerOptions: { outDir: "../base-out", declarationDir: "../types" } },
      "a/tsconfig.json": { extends: "../base/tsconfig.json", compilerOptions: { outDir: "out" } },
      "b/tsconfig.json": { extends: ["../a/tsconfig.json", "../base"] },
      "loop/tsconfig.json": { extends: "./tsconfig.json", compilerOptions: { outDir: "out" } },
    };
    expect(await outputs(tree)).toEqual({
      base: ["base-out", "types"],
      a: ["a/out", "types"],
      b: ["base-out", "types"],
      loop: ["loop/out"],
    });
  });
});
