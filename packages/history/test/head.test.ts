import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readHead } from "../src/index.ts";
import { env, folder, repository } from "./rig.ts";

// Nothing to run: what is found is found in files.
const withoutGit = { PATH: "/nonexistent" };

describe("readHead", () => {
  it("finds a loose, a packed and a detached commit without git", async () => {
    const repo = repository();
    repo.write({ "a.ts": "1" });
    const commit = repo.commit("start");
    expect(await readHead(repo.root, withoutGit)).toEqual({ commit });
    repo.git("pack-refs", "--all");
    expect(await readHead(repo.root, withoutGit)).toEqual({ commit });
    repo.git("checkout", "--quiet", "--detach");
    expect(await readHead(repo.root, withoutGit)).toEqual({ commit });
  });

  it("prefers a loose ref to a packed one of the same name", async () => {
    const repo = repository();
    repo.write({ "a.ts": "1" });
    repo.commit("start");
    repo.git("pack-refs", "--all");
    repo.write({ "a.ts": "2" });
    const commit = repo.commit("next");
    expect(await readHead(repo.root, withoutGit)).toEqual({ commit });
  });

  it("finds the commit of a linked working tree", async () => {
    const repo = repository();
    repo.write({ "a.ts": "1" });
    repo.commit("start");
    const linked = join(folder(), "linked");
    repo.git("worktree", "add", "--quiet", linked, "-b", "linked");
    repo.write({ "a.ts": "2" });
    const main = repo.commit("on main");
    const found = await readHead(linked, withoutGit);
    expect(found).toEqual({ commit: repo.git("rev-parse", "linked").trim() });
    expect(found).not.toEqual({ commit: main });
  });

  it("asks git where the layout is not known", async () => {
    const repo = repository();
    repo.write({ "a.ts": "1" });
    const commit = repo.commit("start");
    const elsewhere = { ...env, GIT_DIR: join(repo.root, ".git"), GIT_WORK_TREE: repo.root };
    expect(await readHead(folder(), elsewhere)).toEqual({ commit });
  });

  it("gives nothing outside a repository and before the first commit", async () => {
    expect(await readHead(folder(), env)).toBeUndefined();
    expect(await readHead(repository().root, env)).toBeUndefined();
    const broken = folder();
    writeFileSync(join(broken, ".git"), "gitdir: /nonexistent\n");
    expect(await readHead(broken, env)).toBeUndefined();
  });
});
