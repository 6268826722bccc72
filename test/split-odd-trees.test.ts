import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { apply, edit, git, left, list } from "./support/apply-split.ts";
import { type ErrorDocument, sixtyJson } from "./support/sixty.ts";
import { copyOf, splittable, statusOf, treeOf } from "./support/splittable.ts";
import { commit, folder, get, put } from "./support/workspace.ts";

let original: string;
beforeAll(async () => {
  original = await splittable();
});

test("a git worktree is split and restored like any tree", async () => {
  const root = copyOf(original);
  const other = join(folder(), "tree");
  git(root, "worktree", "add", "-q", "--detach", other);
  execFileSync("cp", ["-a", join(root, "node_modules"), join(root, ".sixty"), other]);
  execFileSync("cp", ["-a", join(dirname(root), "node_modules"), dirname(other)]);
  const before = treeOf(other);
  expect(await sixtyJson(other, [...apply, "--keep-going"])).toMatchObject({
    code: 0,
    document: { applied: { state: "kept", branch: "sixty/split-shop-core" } },
  });
  expect(await sixtyJson(other, ["split", "--undo"])).toMatchObject({ code: 0 });
  expect(treeOf(other)).toEqual(before);
  expect(statusOf(other)).toBe("");
  expect(git(root, "branch", "--list", "sixty/*")).toBe("");
});

test("CRLF and BOM stay as they are, there and back", async () => {
  const root = copyOf(original);
  put(root, {
    ".gitattributes": "* -text\n",
    "packages/core/src/index.ts": `\uFEFF// größe\r\nexport { left } from "./left.js"; // left\r\nexport { right } from './right.js';\r\n`,
    [left]: `\uFEFF${get(root, left).replaceAll("\n", "\r\n")}`,
  });
  const moved = readFileSync(join(root, left));
  commit(root, "Write like it is 1999");
  const before = treeOf(root);
  expect(await sixtyJson(root, apply)).toMatchObject({ code: 0, document: { applied: { state: "kept" } } });
  expect(readFileSync(join(root, "packages/core-left/src/left.ts"))).toEqual(moved);
  expect(get(root, "packages/core/src/index.ts")).toMatch(
    /^\uFEFF\/\/ größe\r\nexport \{ left \} from "@shop\/core-left[^"]*"; \/\/ left\r\nexport \{ right \} from '@shop\/core-right[^']*';\r\n$/,
  );
  expect(await sixtyJson(root, ["split", "--undo"])).toMatchObject({ code: 0 });
  expect(treeOf(root)).toEqual(before);
});

test.each([
  [
    "a source that git ignores",
    (root: string) => {
      edit(root, ".gitignore", (text) => `${text}packages/core/src/made.ts\n`);
      put(root, { "packages/core/src/made.ts": "export const made = 1;\n" });
    },
  ],
  [
    "a source that is not UTF-8",
    (root: string) =>
      writeFileSync(
        join(root, "packages/core/src/made.ts"),
        Buffer.from("export const made = 1; // \xe9\n", "latin1"),
      ),
  ],
])("%s is not moved, nor what takes it by its place", async (_, spoil) => {
  const root = copyOf(original);
  spoil(root);
  put(root, {
    "packages/core/src/right.ts": `import { made } from "./made.js";\nexport const right = () => (made === 1 ? "right" : "");\n`,
  });
  commit(root, "Take it");
  const before = treeOf(root);
  const two = apply.map((one) => (one === "3" ? "2" : one));
  expect(await sixtyJson(root, two)).toMatchObject({ code: 0, document: { applied: { state: "kept" } } });
  const after = Object.keys(treeOf(root));
  expect(after).toContain("packages/core/src/made.ts");
  expect(after).toContain("packages/core/src/right.ts");
  expect(after).toContain("packages/core-left/src/left.ts");
  expect(await sixtyJson(root, ["split", "--undo"])).toMatchObject({ code: 0 });
  expect(treeOf(root)).toEqual(before);
});

test("a damaged journal is refused, and nothing is restored from it", async () => {
  const root = copyOf(original);
  expect(await sixtyJson(root, apply)).toMatchObject({ code: 0 });
  const split = treeOf(root);
  const [id] = list(join(root, ".sixty/journal")).filter((name) => name !== "locks");
  const blobs = join(root, ".sixty/journal", id!, "blobs");
  const bytes = readFileSync(blobs);
  bytes[0]! ^= 1;
  writeFileSync(blobs, bytes);
  expect(await sixtyJson<ErrorDocument>(root, ["split", "--undo"])).toMatchObject({
    code: 2,
    document: { error: { code: "BAD_JOURNAL", where: `.sixty/journal/${id}/blobs` } },
  });
  expect(treeOf(root)).toEqual(split);
});
