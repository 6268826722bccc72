import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type ErrorDocument, sixty, sixtyJson } from "./support/sixty.ts";
import { copyOf, splittable, statusOf, treeOf } from "./support/splittable.ts";
import { commit, get, put } from "./support/workspace.ts";

let original: string;
beforeAll(async () => {
  original = await splittable();
});

const unverified = ["--no-verify", "--yes"];
const apply = ["split", "@shop/core", "--parts", "3", "--apply", ...unverified];
const git = (root: string, ...args: string[]) =>
  execFileSync("git", ["-C", root, "-c", "user.name=t", "-c", "user.email=t@localhost", ...args], {
    encoding: "utf8",
  }).trim();

test("importers left on the façade are pointed at the parts later, and taken back", async () => {
  const root = copyOf(original);
  put(root, {
    "packages/app/src/app.ts": `import * as all from "@shop/core";\nimport { left, right } from "@shop/core";\nexport const app = () => (left() + right() === all.left() + all.right() ? "app" : "");\n`,
  });
  commit(root, "Take all of it");
  const applied = await sixtyJson(root, [...apply, "--dependents", "facade"]);
  expect(applied).toMatchObject({ code: 0 });
  commit(root, "Split");
  const before = treeOf(root);
  const dropped = await sixtyJson(root, ["split", "@shop/core", "--drop-shims", ...unverified]);
  expect(dropped).toMatchObject({
    code: 0,
    document: {
      schema: "sixty.split.shims/1",
      package: "@shop/core",
      rewrites: expect.any(Number),
      packages: ["@shop/app"],
      left: [{ file: "packages/app/src/app.ts", line: 1, names: ["all"], reason: "namespace" }],
      applied: { state: "kept", checks: expect.arrayContaining([{ id: "acyclic", state: "ok" }]) },
    },
  });
  expect(get(root, "packages/app/src/app.ts")).toMatch(
    /^import \* as all from "@shop\/core";\nimport \{ left \} from "@shop\/core-left.*";\nimport \{ right \} from "@shop\/core-right.*";\n/,
  );
  expect(JSON.parse(get(root, "packages/app/package.json")).dependencies).toEqual({
    "@shop/core": "1.0.0",
    "@shop/core-left": "1.0.0",
    "@shop/core-right": "1.0.0",
  });
  expect(await sixtyJson(root, ["split", "--undo"])).toMatchObject({ code: 0 });
  expect(treeOf(root)).toEqual(before);
  expect(statusOf(root)).toBe("");
});

test("--drop-shims where there is nothing to do says who is left, and writes nothing", async () => {
  const root = copyOf(original);
  const { code, stdout } = await sixty(root, ["split", "@shop/core", "--drop-shims"]);
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/Nothing to change for @shop\/core.*1 import left on it/),
  });
  expect(stdout).toMatch(/packages\/app\/src\/app\.ts:1 {2}left, right {2}it is defined there/);
  expect(statusOf(root)).toBe("");
  expect(await sixtyJson<ErrorDocument>(root, ["split", "@shop/nobody", "--drop-shims"])).toMatchObject({
    code: 2,
    document: { error: { code: "UNKNOWN_PACKAGE" } },
  });
});

test.each([
  ["a branch", []],
  ["a detached HEAD", ["switch", "-q", "--detach"]],
])("undo after --keep-going goes back to %s and deletes the branch it made", async (_, checkout) => {
  const root = copyOf(original);
  if (checkout.length > 0) git(root, ...checkout);
  const at = git(root, "rev-parse", "--abbrev-ref", "HEAD");
  const before = treeOf(root);
  expect(await sixtyJson(root, [...apply, "--keep-going"])).toMatchObject({
    code: 0,
    document: { applied: { branch: "sixty/split-shop-core" } },
  });
  expect(git(root, "branch", "--show-current")).toBe("sixty/split-shop-core");
  expect(await sixtyJson(root, ["split", "--undo"])).toMatchObject({
    code: 0,
    document: { deleted: "sixty/split-shop-core", checkedOut: expect.any(String) },
  });
  expect(git(root, "rev-parse", "--abbrev-ref", "HEAD")).toBe(at);
  expect(git(root, "branch", "--list", "sixty/*")).toBe("");
  expect(treeOf(root)).toEqual(before);
  expect(statusOf(root)).toBe("");
});

test("undo keeps a branch that was committed on, and leaves it", async () => {
  const root = copyOf(original);
  const at = git(root, "branch", "--show-current");
  const before = treeOf(root);
  git(root, "branch", "sixty/split-shop-core");
  expect(await sixtyJson(root, [...apply, "--keep-going"])).toMatchObject({
    code: 0,
    document: { applied: { branch: "sixty/split-shop-core-2" } },
  });
  commit(root, "Split core");
  const undone = await sixtyJson(root, ["split", "--undo"]);
  expect(undone).toMatchObject({ code: 0, document: { checkedOut: at } });
  expect(undone.document).not.toHaveProperty("deleted");
  expect(git(root, "branch", "--show-current")).toBe(at);
  expect(git(root, "log", "-1", "--format=%s", "sixty/split-shop-core-2")).toBe("Split core");
  expect(treeOf(root)).toEqual(before);
  expect(statusOf(root)).toBe("");
});

test("one process at a time: a second one says who, since when and what to do, and touches nothing", async () => {
  const root = copyOf(original);
  const before = treeOf(root);
  const locks = join(root, ".sixty/journal/locks");
  const held = () => list(locks).length > 0;
  let release = () => {};
  const busy = new Promise<void>((resolve) => {
    release = resolve;
  });
  // A build that lasts until the test is done with asking.
  put(root, {
    "packages/app/wait.mjs": `import { existsSync } from "node:fs";\nwhile (!existsSync("go")) await new Promise((r) => setTimeout(r, 20));\n`,
    "packages/app/package.json": get(root, "packages/app/package.json").replace("tsc -p .", "node wait.mjs"),
    ".gitignore": `${get(root, ".gitignore")}go\n`,
  });
  commit(root, "Build slowly");
  const slow = treeOf(root);
  expect(slow).not.toEqual(before);
  const first = sixtyJson<ErrorDocument>(root, ["split", "@shop/core", "--parts", "3", "--apply"], {
    signal: { name: "SIGINT", when: () => stop },
  });
  let stop = false;
  void busy.then(() => {
    stop = true;
  });
  while (!held()) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const args of [
    apply,
    ["split", "--undo"],
    ["split", "--resume"],
    ["split", "@shop/core", "--drop-shims"],
  ]) {
    const second = await sixtyJson<ErrorDocument>(root, args);
    expect(second).toMatchObject({ code: 2, document: { error: { code: "SPLIT_RUNNING" } } });
    const { what, fix } = second.document.error;
    expect(what).toMatch(
      /`sixty split @shop\/core --parts 3 --apply --json` \(process \d+\).*since \d{4}-\d\d-\d\dT/,
    );
    expect(fix).toMatch(/Wait.*Ctrl-C.*--undo/);
  }
  release();
  expect(await first).toMatchObject({ code: 2, document: { error: { code: "INTERRUPTED" } } });
  expect(held()).toBe(false);
  expect(treeOf(root)).toEqual(slow);
});

test("a lock of a process that is gone, of another boot, or torn is cleared away", async () => {
  const root = copyOf(original);
  const locks = join(root, ".sixty/journal/locks");
  mkdirSync(locks, { recursive: true });
  const lock = (pid: number, more: object) =>
    JSON.stringify({
      schema: "sixty.lock/1",
      pid,
      command: "sixty",
      since: "2026-01-01T00:00:00.000Z",
      ...more,
    });
  writeFileSync(join(locks, "99999999.json"), lock(99_999_999, {}));
  writeFileSync(join(locks, `${process.pid}.json`), lock(process.pid, { born: "another-boot 1" }));
  writeFileSync(join(locks, "1.json"), '{"schema":');
  expect(await sixtyJson(root, apply)).toMatchObject({ code: 0 });
  expect(list(locks)).toEqual([]);
  const [journal] = list(join(root, ".sixty/journal")).filter((name) => name !== "locks");
  expect(
    JSON.parse(readFileSync(join(root, ".sixty/journal", journal!, "journal.json"), "utf8")),
  ).toMatchObject({
    by: { pid: expect.any(Number) },
  });
});

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
