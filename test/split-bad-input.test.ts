import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { apply, edit, git, list } from "./support/apply-split.ts";
import { type ErrorDocument, sixtyJson } from "./support/sixty.ts";
import { copyOf, splittable, statusOf, treeOf } from "./support/splittable.ts";
import { commit, folder, get, json, put } from "./support/workspace.ts";

let original: string;
beforeAll(async () => {
  original = await splittable();
});

interface Case {
  readonly name: string;
  readonly spoil: (root: string) => void;
  readonly code: string;
  readonly where: RegExp;
}

const refused: readonly Case[] = [
  {
    name: "no git repository",
    spoil: (root) => renameSync(join(root, ".git"), join(root, "..", "git")),
    code: "NO_GIT",
    where: /shop$/,
  },
  {
    name: "an untracked file",
    spoil: (root) => put(root, { "packages/core/notes.txt": "mine" }),
    code: "DIRTY_TREE",
    where: /^packages\/core\/notes\.txt$/,
  },
  {
    name: "a staged change in another package",
    spoil: (root) => {
      edit(root, "packages/app/src/app.ts", (text) => `${text}// mine\n`);
      git(root, "add", "-A");
    },
    code: "DIRTY_TREE",
    where: /^packages\/app\/src\/app\.ts$/,
  },
  {
    name: "a part that git would ignore",
    spoil: (root) => {
      edit(root, ".gitignore", (text) => `${text}packages/core-*\n`);
      commit(root, "Ignore parts");
    },
    code: "IGNORED_SOURCE",
    where: /^packages\/core-left\//,
  },
  {
    name: "a folder that is taken",
    spoil: (root) => {
      put(root, { "packages/core-left/README.md": "Mine.\n" });
      commit(root, "Take it");
    },
    code: "FOLDER_TAKEN",
    where: /^packages\/core-left$/,
  },
  {
    name: "a file where a folder would go",
    spoil: (root) => {
      put(root, { "packages/core-left": "Mine.\n" });
      commit(root, "Take it");
    },
    code: "FOLDER_TAKEN",
    where: /^packages\/core-left$/,
  },
  {
    name: "a source that is not UTF-8 and has to change",
    spoil: (root) => {
      writeFileSync(
        join(root, "packages/core/src/index.ts"),
        Buffer.concat([
          Buffer.from(get(root, "packages/core/src/index.ts")),
          Buffer.from("// \xe9\n", "latin1"),
        ]),
      );
      commit(root, "Write in Latin-1");
    },
    code: "NOT_UTF8",
    where: /^packages\/core\/src\/index\.ts$/,
  },
  {
    name: "a package that is a symbolic link",
    spoil: (root) => {
      mkdirSync(join(root, "elsewhere"));
      renameSync(join(root, "packages/core"), join(root, "elsewhere/core"));
      symlinkSync("../elsewhere/core", join(root, "packages/core"));
      commit(root, "Link the package");
    },
    code: "SYMLINK",
    where: /^packages\/core/,
  },
  {
    name: "a package in a submodule",
    spoil: (root) => {
      const other = join(folder(), "core");
      renameSync(join(root, "packages/core"), other);
      commit(other, "Apart");
      git(root, "rm", "-rq", "--cached", "packages/core");
      git(root, "submodule", "--quiet", "add", other, "packages/core");
      commit(root, "Take it as a submodule");
    },
    code: "SUBMODULE",
    where: /^packages\/core$/,
  },
  {
    name: "a damaged plan",
    spoil: (root) => put(root, { ".sixty/plan.json": "{" }),
    code: "PLAN_CORRUPT",
    where: /plan\.json$/,
  },
];

test.each(refused)("$name: $code, before the first write", async ({ name, spoil, code, where }) => {
  const root = copyOf(original);
  spoil(root);
  const before = treeOf(root);
  const args = name === "a damaged plan" ? [...apply, "--plan", ".sixty/plan.json"] : apply;
  const { document, ...ran } = await sixtyJson<ErrorDocument>(root, args);
  expect(document).toMatchObject({ error: { code, fix: expect.stringMatching(/\S/) } });
  expect(document.error.where).toMatch(where);
  expect(ran.code).toBe(2);
  expect(treeOf(root)).toEqual(before);
  expect(list(join(root, ".sixty/journal"))).toEqual(["locks"]);
});

test("names that a plan takes from others are refused", async () => {
  const root = copyOf(original);
  expect(await sixtyJson(root, ["split", "@shop/core", "--parts", "3"])).toMatchObject({ code: 0 });
  const file = ".sixty/plans/@shop+core.json";
  const plan = JSON.parse(get(root, file)) as { parts: { name: string; root: string }[] };
  const part = plan.parts.find(({ name }) => name === "@shop/core-left")!;
  for (const [change, problem] of [
    [{ name: "@shop/app" }, /name is taken/i],
    [{ root: "packages/app" }, /folder is taken/i],
    [{ root: "../outside" }, /outside/i],
    [{ name: "Not A Name" }, /no npm package name/i],
  ] as const) {
    put(root, {
      [file]: json({
        ...plan,
        parts: plan.parts.map((one) => (one === part ? { ...part, ...change } : one)),
      }),
    });
    const { document } = await sixtyJson<ErrorDocument>(root, [
      ...apply.filter((one) => one !== "--parts" && one !== "3"),
      "--plan",
      file,
    ]);
    expect(document).toMatchObject({ error: { code: "PLAN_NAME", what: expect.stringMatching(problem) } });
  }
  expect(statusOf(root)).toBe("");
});

test("files that cannot be written are named, and nothing is written", async () => {
  const root = copyOf(original);
  const before = treeOf(root);
  const index = join(root, "packages/core/src/index.ts");
  chmodSync(index, 0o444);
  // Root may write everything, so the command is run as nobody where the test is run as root.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  if (user.uid !== undefined) give(dirname(root), user.uid, user.gid);
  const run = () => sixtyJson<ErrorDocument>(root, apply, { ...user, env: { HOME: dirname(root) } });
  expect(await run()).toMatchObject({
    code: 2,
    document: { error: { code: "READ_ONLY", where: "packages/core/src/index.ts" } },
  });
  chmodSync(index, 0o644);
  chmodSync(join(root, "packages"), 0o555);
  expect(await run()).toMatchObject({
    code: 2,
    document: { error: { code: "READ_ONLY", where: "packages" } },
  });
  chmodSync(join(root, "packages"), 0o755);
  expect(treeOf(root)).toEqual(before);
});

test("an install that fails restores the tree and shows the end of what it said", async () => {
  const root = copyOf(original);
  edit(root, "package.json", (text) =>
    text.replace('"workspaces"', '"overrides": { "@shop/core-left": "2.0.0" },\n  "workspaces"'),
  );
  put(root, { ".npmrc": "registry=http://127.0.0.1:9/\nfetch-retries=0\n" });
  commit(root, "Ask for what is not there");
  const before = treeOf(root);
  const { code, document } = await sixtyJson(root, apply);
  expect({ code, document }).toMatchObject({
    code: 2,
    document: { applied: { state: "restored", problem: { code: "INSTALL_FAILED", where: "npm" } } },
  });
  expect(treeOf(root)).toEqual(before);
  expect(statusOf(root)).toBe("");
});

/** Hands a folder with all that is in it to a user. */
function give(path: string, uid: number, gid: number): void {
  chownSync(path, uid, gid);
  execFileSync("chown", ["-R", "-h", `${uid}:${gid}`, path]);
}
