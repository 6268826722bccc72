import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type ErrorDocument, sixty, sixtyJson } from "./support/sixty.ts";
import { copyOf, splittable, statusOf, treeOf } from "./support/splittable.ts";
import { commit, put } from "./support/workspace.ts";

let original: string;
beforeAll(async () => {
  original = await splittable();
});

const applyUnverified = ["split", "@shop/core", "--parts", "3", "--apply", "--no-verify", "--yes"];

test("a split without verification is staged, and undone to the last byte", async () => {
  const root = copyOf(original);
  const before = treeOf(root);
  const applied = await sixtyJson(root, applyUnverified);
  expect(applied).toMatchObject({
    code: 0,
    document: {
      schema: "sixty.split/1",
      package: "@shop/core",
      applied: { state: "kept", checks: expect.arrayContaining([{ id: "acyclic", state: "ok" }]) },
    },
  });
  expect(Object.keys(treeOf(root))).toContain("packages/core-left/src/left.ts");
  expect(statusOf(root)).toMatch(
    /^R {2}packages\/core\/src\/left\.ts -> packages\/core-left\/src\/left\.ts$/m,
  );

  const edited = readFileSync(join(root, "packages/core-left/src/left.ts"), "utf8");
  put(root, { "packages/core-left/src/left.ts": `${edited}// mine\n` });
  expect(await sixtyJson<ErrorDocument>(root, ["split", "--undo"])).toMatchObject({
    code: 2,
    document: { error: { code: "CHANGED_SINCE" } },
  });
  put(root, { "packages/core-left/src/left.ts": edited });
  expect(await sixtyJson(root, ["split", "--undo"])).toMatchObject({
    code: 0,
    document: { schema: "sixty.split.undo/1", package: "@shop/core", linked: true },
  });
  expect(treeOf(root)).toEqual(before);
  expect(statusOf(root)).toBe("");
  expect(await sixtyJson<ErrorDocument>(root, ["split", "--undo"])).toMatchObject({
    code: 2,
    document: { error: { code: "NOTHING_TO_UNDO" } },
  });
});

test("undo leaves no folder of a part behind that the root's build remembers", async () => {
  const root = copyOf(original);
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const core = JSON.parse(readFileSync(join(root, "packages/core/package.json"), "utf8"));
  put(root, {
    "package.json": JSON.stringify({ ...manifest, scripts: { build: "node build.mjs" } }),
    "packages/core/package.json": JSON.stringify({ ...core, scripts: { test: core.scripts.test } }),
    ".gitignore": "node_modules/\ndist/\n.sixty/\nseen/\n",
    "build.mjs": `import { mkdirSync, readdirSync } from "node:fs";
for (const name of readdirSync("packages")) mkdirSync("seen/" + name, { recursive: true });
for (const name of readdirSync("seen")) mkdirSync("packages/" + name + "/dist", { recursive: true });
`,
  });
  commit(root, "Build at the root");
  expect(await sixtyJson(root, applyUnverified)).toMatchObject({ code: 0 });
  execFileSync(process.execPath, ["build.mjs"], { cwd: root });
  expect(existsSync(join(root, "packages/core-left/dist"))).toBe(true);
  expect(await sixtyJson(root, ["split", "--undo"])).toMatchObject({ code: 0 });
  expect(existsSync(join(root, "packages/core-left"))).toBe(false);
  expect(existsSync(join(root, "seen/core-left"))).toBe(true);
});

test("after a kill in the middle, the next run says so, and undo restores every byte", async () => {
  const root = copyOf(original);
  const before = treeOf(root);
  const moved = () => Object.keys(treeOf(root)).includes("packages/core-left/src/left.ts");
  await sixty(root, applyUnverified, { signal: { name: "SIGKILL", when: moved } });
  expect(moved()).toBe(true);
  const again = await sixtyJson<ErrorDocument>(root, applyUnverified);
  expect(again).toMatchObject({ code: 2, document: { error: { code: "JOURNAL_OPEN" } } });
  expect(again.document.error.fix).toMatch(/--undo.*--resume/);
  expect(await sixtyJson(root, ["split", "--undo"])).toMatchObject({ code: 0 });
  expect(treeOf(root)).toEqual(before);
  expect(statusOf(root)).toBe("");
});

test("an interrupted split is resumed from its plan", async () => {
  const root = copyOf(original);
  expect((await sixtyJson(root, ["split", "--resume"])).document).toMatchObject({
    error: { code: "NOTHING_TO_RESUME" },
  });
  const moved = () => Object.keys(treeOf(root)).includes("packages/core-left/src/left.ts");
  await sixty(root, applyUnverified, { signal: { name: "SIGKILL", when: moved } });
  const resumed = await sixtyJson(root, ["split", "--resume", "--no-verify", "--yes"]);
  expect(resumed).toMatchObject({
    code: 0,
    document: { package: "@shop/core", applied: { state: "kept" } },
  });
});

test("a tree with changes is refused, and nothing is run or written", async () => {
  const root = copyOf(original);
  put(root, { "notes.txt": "mine" });
  const before = treeOf(root);
  expect(
    await sixtyJson<ErrorDocument>(root, ["split", "@shop/core", "--parts", "3", "--apply"]),
  ).toMatchObject({
    code: 2,
    document: { error: { code: "DIRTY_TREE", where: "notes.txt" } },
  });
  expect(treeOf(root)).toEqual(before);
});

test("tests that fail before the split are refused by name, and nothing is written", async () => {
  const root = copyOf(original);
  put(root, { "packages/core/src/left.ts": `export const left = () => "wrong";\n` });
  commit(root, "Break it");
  const before = treeOf(root);
  expect(
    await sixtyJson<ErrorDocument>(root, ["split", "@shop/core", "--parts", "3", "--apply"]),
  ).toMatchObject({
    code: 2,
    document: { error: { code: "RED_BEFORE", where: expect.stringMatching(/^@shop\/(app|core):test$/) } },
  });
  expect(treeOf(root)).toEqual(before);
  expect(statusOf(root)).toBe("");
});

test.each([
  [["split"]],
  [["split", "@shop/core", "--undo"]],
  [["split", "@shop/core", "--keep-going"]],
  [["split", "@shop/core", "--no-verify"]],
  [["split", "@shop/core", "--apply", "--no-verify"]],
  [["split", "--undo", "--apply"]],
])("%j is bad usage", async (args) => {
  expect(await sixtyJson<ErrorDocument>(original, args)).toMatchObject({
    code: 2,
    document: { error: { code: "BAD_USAGE" } },
  });
});
