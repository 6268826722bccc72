import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recall } from "../src/cache/store.ts";
import { mustRead, tree, write } from "./support/tree.ts";

const files = {
  "package.json": { name: "root", workspaces: ["packages/*"] },
  "packages/a/package.json": { name: "a", scripts: { build: "tsc" } },
  "packages/a/src/index.ts": "import '../../../shared/x.ts';\n",
  "shared/x.ts": "",
};

const cacheOf = (root: string) => join(root, ".sixty/cache/workspace.json");
const question = JSON.stringify([[], [], ""]);

/** What the cache alone would answer now. */
const recalled = (root: string) => recall(cacheOf(root), root, question, Date.now());

test("a second read is the first, from the cache", async () => {
  const root = tree(files);
  const first = await mustRead(root);
  expect(recalled(root)).toEqual(first);
  expect(readdirSync(join(root, ".sixty/cache"))).toEqual(["workspace.json"]);
});

test("another program reads anew", async () => {
  const root = tree(files);
  await mustRead(root, { program: "1" });
  expect(recalled(root)).toBeUndefined();
});

test.each<[string, (root: string) => void]>([
  [
    "a manifest changes",
    (root) => write(root, { "packages/a/package.json": { name: "a", scripts: { build: "tsc -b" } } }),
  ],
  ["a package comes", (root) => write(root, { "packages/b/package.json": { name: "b" } })],
  ["a package goes", (root) => rmSync(join(root, "packages/a"), { recursive: true })],
  ["a source file changes its imports", (root) => write(root, { "packages/a/src/index.ts": "" })],
  ["a source file comes", (root) => write(root, { "packages/a/src/new.ts": "" })],
  ["a root configuration comes", (root) => write(root, { "tsconfig.base.json": {} })],
  ["a runner comes", (root) => write(root, { "turbo.json": {} })],
])("is not used when %s", async (_, change) => {
  const root = tree(files);
  await mustRead(root);
  change(root);
  expect(recalled(root)).toBeUndefined();
});

test.each<[string, (root: string) => void]>([
  [
    "build output comes",
    (root) => write(root, { "packages/a/dist/index.js": "", "packages/a/README.md": "#" }),
  ],
  ["a file is written again as it was", (root) => write(root, files)],
  ["a manifest is touched", (root) => utimesSync(join(root, "packages/a/package.json"), 1, 1)],
])("is used when %s", async (_, change) => {
  const root = tree(files);
  const first = await mustRead(root);
  change(root);
  expect(recalled(root)).toEqual(first);
});

test("a write within one tick, of the same size, is seen", async () => {
  const root = tree(files);
  await mustRead(root);
  const path = join(root, "packages/a/package.json");
  const { atime, mtime } = statSync(path);
  writeFileSync(path, readFileSync(path, "utf8").replace("tsc", "cst"));
  utimesSync(path, atime, mtime);
  expect(recalled(root)).toBeUndefined();
  expect((await mustRead(root)).tasks[0]?.script).toBe("cst");
});

test.each(["", "{", '{"version":1}', "null"])("a cache that holds %j is no cache", async (text) => {
  const root = tree(files);
  const first = await mustRead(root);
  writeFileSync(cacheOf(root), text);
  expect(recalled(root)).toBeUndefined();
  expect(await mustRead(root)).toEqual(first);
});

test("another question is another answer", async () => {
  const root = tree(files);
  await mustRead(root);
  expect((await mustRead(root, { targets: ["build"] })).targets).toEqual(["build"]);
  expect(recalled(root)).toBeUndefined();
});

test("a folder that cannot be written is no reason to fail", async () => {
  const root = tree(files);
  const workspace = await mustRead(root, { cacheDir: join(root, "package.json/cache") });
  expect(workspace.tasks).toHaveLength(1);
});
