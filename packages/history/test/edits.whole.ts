import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type EditOptions, readEdits } from "../src/index.ts";
import { env, folder, repository, text } from "./rig.ts";

const now = 1_700_000_000 + 100 * 86_400;

async function read(root: string, options: Partial<EditOptions> = {}) {
  const result = await readEdits(root, { commits: 1000, halfLifeDays: 90, now, env, ...options });
  if (!result.ok) throw new Error(result.error.what);
  return result.value;
}

describe("readEdits", () => {
  it("weighs files by how often they change, and the weights sum to 1", async () => {
    const repo = repository();
    repo.write({ "often.ts": "1", "never.ts": "1", "README.md": "1" });
    repo.commit("start");
    for (const value of ["2", "3", "4"]) {
      repo.write({ "often.ts": value });
      repo.commit(`edit ${value}`);
    }
    const { edits, warnings } = await read(repo.root);
    expect(warnings).toEqual([]);
    expect([...edits.files.keys()]).toEqual(["never.ts", "often.ts"]);
    expect(edits.files.get("often.ts")).toBeGreaterThan(edits.files.get("never.ts")!);
    expect(sum(edits.files)).toBeCloseTo(1, 12);
    expect(sum(edits.history)).toBeCloseTo(1, 12);
    expect(edits.commits.map(({ subject, files }) => [subject, files])).toEqual([
      ["edit 4", ["often.ts"]],
      ["edit 3", ["often.ts"]],
      ["edit 2", ["often.ts"]],
      ["start", ["README.md", "never.ts", "often.ts"]],
    ]);
  });

  it("lets an edit count half after the half-life", async () => {
    const repo = repository();
    repo.write({ "old.ts": "1", "new.ts": "1" });
    repo.commit("start", now - 180 * 86_400);
    repo.write({ "old.ts": "2" });
    repo.commit("old", now - 90 * 86_400);
    repo.write({ "new.ts": "2" });
    repo.commit("new", now);
    const { edits } = await read(repo.root);
    // start counts ¼ for both, old ½, new 1, smoothing ½ each.
    expect(edits.history.get("old.ts")).toBeCloseTo(1.25 / 3, 9);
    expect(edits.history.get("new.ts")).toBeCloseTo(1.75 / 3, 9);
    expect(edits.files.get("new.ts")).toBeCloseTo(1.75 / 6 + 0.25, 9);
  });

  it("follows renames, with a change at once, over several names and through a folder's move", async () => {
    const repo = repository();
    repo.write({ "a.ts": text("a"), "other.ts": text("o") });
    repo.commit("start");
    repo.write({ "a.ts": `${text("a")}// more\n` });
    repo.commit("edit under the first name");
    repo.git("mv", "a.ts", "b.ts");
    repo.write({ "b.ts": `${text("a")}// other\n` });
    repo.commit("rename with a change");
    mkdirSync(join(repo.root, "src"));
    repo.git("mv", "b.ts", "src/c.ts");
    repo.commit("move");
    const { edits } = await read(repo.root);
    expect(edits.commits.map(({ files }) => files)).toEqual([
      ["src/c.ts"],
      ["src/c.ts"],
      ["src/c.ts"],
      ["other.ts", "src/c.ts"],
    ]);
  });

  it("gives a branch's edits under the old name to the file that was renamed beside it", async () => {
    const repo = repository();
    repo.write({ "a.ts": text("a"), "x.ts": text("x") });
    repo.commit("start");
    repo.git("switch", "--quiet", "--create", "side");
    repo.git("switch", "--quiet", "main");
    repo.git("mv", "a.ts", "b.ts");
    repo.commit("rename on main");
    repo.git("switch", "--quiet", "side");
    repo.write({ "a.ts": `${text("a")}// side\n` });
    repo.commit("edit on the branch, later");
    repo.git("switch", "--quiet", "main");
    repo.git("merge", "--quiet", "--no-ff", "--message", "merge", "side");
    const { edits } = await read(repo.root);
    expect(edits.commits.map(({ subject, files }) => [subject, files])).toEqual([
      ["edit on the branch, later", ["b.ts"]],
      ["rename on main", ["b.ts"]],
      ["start", ["b.ts", "x.ts"]],
    ]);
  });

  it.each([
    'qu"ote.ts',
    "ünïcode 日本.ts",
    "new\nline.ts",
    " space .ts",
    "R100",
    "commit 1 2 x.ts",
    "__proto__.ts",
  ])("reads the name %j", async (name) => {
    const repo = repository();
    repo.write({ [name]: text("a") });
    repo.commit("start");
    repo.write({ [name]: `${text("a")}// more\n` });
    repo.commit("edit\nwith a body");
    const { edits } = await read(repo.root, { files: [name] });
    expect(edits.commits.map(({ files }) => files)).toEqual([[name], [name]]);
    expect([...edits.files]).toEqual([[name, 1]]);
  });

  it("is relative to a workspace in a subfolder and blind to the rest", async () => {
    const repo = repository();
    repo.write({ "web/src/a.ts": "1", "api/a.ts": "1" });
    repo.commit("start");
    repo.write({ "api/a.ts": "2" });
    repo.commit("elsewhere");
    const { edits } = await read(join(repo.root, "web"));
    expect([...edits.files.keys()]).toEqual(["src/a.ts"]);
    expect(edits.commits.map(({ subject, files }) => [subject, files])).toEqual([["start", ["src/a.ts"]]]);
  });

  it("does not weigh a commit of very many files", async () => {
    const repo = repository();
    const files = Array.from({ length: 201 }, (_, index) => `f${index}.ts`);
    repo.write(Object.fromEntries(files.map((file) => [file, "1"])));
    repo.commit("start");
    repo.write({ "f0.ts": "2" });
    repo.commit("edit");
    const { edits } = await read(repo.root);
    const least = Math.min(...edits.history.values());
    expect([...edits.history.values()].filter((share) => share > least)).toHaveLength(1);
    expect(edits.commits).toHaveLength(2);
  });

  it("reads a linked working tree", async () => {
    const repo = repository();
    repo.write({ "a.ts": "1" });
    repo.commit("start");
    const linked = join(folder(), "linked");
    repo.git("worktree", "add", "--quiet", linked, "-b", "linked");
    const { edits } = await read(linked, { cacheDir: join(linked, ".cache") });
    expect(edits.commits).toHaveLength(1);
  });

  describe("where history is short or missing", () => {
    it("says that a clone is shallow and does not take its oldest commit for an edit of every file", async () => {
      const origin = repository();
      origin.write({ "a.ts": "1", "b.ts": "1" });
      origin.commit("start");
      for (const value of ["2", "3"]) {
        origin.write({ "a.ts": value });
        origin.commit(value);
      }
      const clone = folder();
      execFileSync("git", ["clone", "--quiet", "--depth=2", `file://${origin.root}`, clone], { env });
      const { edits, warnings } = await read(clone);
      expect(warnings).toMatchObject([{ code: "SHALLOW_HISTORY" }]);
      expect(edits.shallow).toBe(true);
      expect(edits.commits.map(({ files }) => files)).toEqual([["a.ts"]]);
      // Deep enough for what was asked is not short.
      expect(await read(clone, { commits: 1 })).toMatchObject({ warnings: [], edits: { shallow: false } });
    });

    it("weighs all files alike at depth 1", async () => {
      const origin = repository();
      origin.write({ "a.ts": "1", "b.ts": "1" });
      origin.commit("start");
      origin.write({ "a.ts": "2" });
      origin.commit("edit");
      const clone = folder();
      execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${origin.root}`, clone], { env });
      const { edits, warnings } = await read(clone);
      expect(warnings).toMatchObject([{ code: "SHALLOW_HISTORY" }]);
      expect([...edits.files.values()]).toEqual([0.5, 0.5]);
      expect(edits.history.size).toBe(0);
    });

    it("reads a clone without old contents and follows only exact renames", async () => {
      const origin = repository();
      origin.write({ "a.ts": text("a"), "b.ts": text("b") });
      origin.commit("start");
      origin.git("mv", "a.ts", "c.ts");
      origin.commit("rename");
      origin.git("config", "uploadpack.allowFilter", "true");
      const clone = folder();
      const args = [
        "clone",
        "--quiet",
        "--no-checkout",
        "--filter=blob:none",
        `file://${origin.root}`,
        clone,
      ];
      execFileSync("git", args, { env });
      const { edits, warnings } = await read(clone, { files: ["b.ts", "c.ts"] });
      expect(warnings).toMatchObject([{ code: "PARTIAL_HISTORY" }]);
      expect(edits.commits.map(({ files }) => files)).toEqual([["c.ts"], ["b.ts", "c.ts"]]);
    });

    it("weighs all files alike without a commit, without git and outside a repository", async () => {
      const empty = repository();
      empty.write({ "a.ts": "1", "b.ts": "1" });
      empty.git("add", "a.ts");
      expect(await read(empty.root)).toMatchObject({ warnings: [{ code: "NO_COMMITS" }] });

      const bare = folder();
      mkdirSync(join(bare, "node_modules", "x"), { recursive: true });
      for (const file of ["a.ts", "b.ts", "c.md", "node_modules/x/i.js"]) writeFileSync(join(bare, file), "");
      const outside = await read(bare);
      expect(outside.warnings).toMatchObject([{ code: "NO_GIT" }]);
      expect([...outside.edits.files]).toEqual([
        ["a.ts", 0.5],
        ["b.ts", 0.5],
      ]);

      const without = await read(empty.root, { env: { PATH: bare } });
      expect(without.warnings).toMatchObject([
        { code: "NO_GIT", what: expect.stringContaining("not installed") },
      ]);
    });
  });

  describe("its cache", () => {
    it("answers without git while nothing changed, and asks again after a commit", async () => {
      const repo = repository();
      repo.write({ "a.ts": "1", ".gitignore": ".cache\n" });
      repo.commit("start");
      const cacheDir = join(repo.root, ".cache");
      const first = await read(repo.root, { cacheDir });
      const withoutGit = { cacheDir, env: { PATH: "/nonexistent" } };
      expect(await read(repo.root, withoutGit)).toEqual(first);

      repo.git("pack-refs", "--all");
      expect(await read(repo.root, withoutGit)).toEqual(first);

      repo.write({ "b.ts": "1" });
      repo.commit("more");
      const second = await read(repo.root, { cacheDir });
      expect(second.edits.commits.map(({ subject }) => subject)).toEqual(["more", "start"]);
      expect([...second.edits.files.keys()]).toEqual(["a.ts", "b.ts"]);
    });

    it("is kept out of git in the state folder", async () => {
      const repo = repository();
      repo.write({ "a.ts": "1" });
      repo.commit("start");
      await read(repo.root, { cacheDir: join(repo.root, ".sixty", "cache") });
      expect(repo.git("status", "--porcelain")).toBe("");
      expect(readFileSync(join(repo.root, ".sixty", "cache", "history.json"), "utf8")).toContain("start");
    });

    it("is made again when it cannot be read", async () => {
      const repo = repository();
      repo.write({ "a.ts": "1", ".gitignore": ".cache\n" });
      repo.commit("start");
      const cacheDir = join(repo.root, ".cache");
      const first = await read(repo.root, { cacheDir });
      for (const name of ["history.json", "tracked.json"]) {
        const whole = readFileSync(join(cacheDir, name), "utf8");
        writeFileSync(join(cacheDir, name), whole.slice(0, whole.length / 2));
      }
      expect(await read(repo.root, { cacheDir })).toEqual(first);
    });
  });
});

function sum(weights: ReadonlyMap<string, number>): number {
  return [...weights.values()].reduce((total, weight) => total + weight, 0);
}
