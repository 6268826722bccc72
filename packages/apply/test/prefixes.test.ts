import { expect, it } from "vitest";
import { changesOf, diskTree, rootPattern } from "../src/index.ts";
import { changesTo, planOf, read, repository } from "./support/rig.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);
const repositoryWith = (more: object) =>
  repository({
    "package.json": json({ name: "root", private: true, workspaces: ["packages/*"], ...more }),
    "package-lock.json": "{}",
    "packages/x-core/package.json": json({
      name: "@x/core",
      version: "1.0.0",
      exports: { ".": "./dist/x-core.js" },
      scripts: { typecheck: "tsc" },
      preconstruct: { entrypoints: ["./index.ts"] },
    }),
    "packages/x-core/src/index.ts": `export * from "./low";\n`,
    "packages/x-core/src/low.ts": "export const low = 1;\n",
  });
const planAt = (root: string) =>
  planOf("@x/core", [
    { name: "@x/core", root: "packages/x-core", facade: true, files: ["packages/x-core/src/index.ts"] },
    { name: "@x/core-low", root, files: ["packages/x-core/src/low.ts"] },
  ]);
const BUILDER = { preconstruct: { packages: ["packages/*"] } };

it("gives parts folders that do not begin as the old one where a builder goes by that", () => {
  const usual = "{parent}/{folder}-{part}";
  const tree = diskTree(repositoryWith(BUILDER));
  expect(rootPattern(usual, tree)).toBe("{parent}/{part}-of-{folder}");
  expect(rootPattern("{parent}/{part}", tree)).toBe("{parent}/{part}");
  expect(rootPattern(usual, diskTree(repositoryWith({})))).toBe(usual);
});

it("refuses such a folder in a plan, and names outputs after the part, not after its folder", async () => {
  const root = repositoryWith(BUILDER);
  const { workspace, graph } = await read(root);
  const plan = planAt("packages/x-core-low");
  expect(changesOf({ plan, workspace, graph, tree: diskTree(root) })).toMatchObject({
    ok: false,
    error: { code: "FOLDER_PREFIX", where: "packages/x-core-low" },
  });

  const { text } = await changesTo(root, planAt("packages/low-of-x-core"));
  expect(JSON.parse(text("packages/low-of-x-core/package.json")!).exports).toEqual({
    ".": "./dist/x-core-low.js",
  });
});
