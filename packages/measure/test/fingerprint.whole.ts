import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Task } from "@sixty/model";
import { expect, test } from "vitest";
import { fingerprintTasks } from "../src/index.ts";
import { commit, folder, task, workspace, write } from "./support/workspace.ts";

const FILES = {
  "packages/lib/index.ts": "lib",
  "packages/app/index.ts": "app",
  "packages/alone/index.ts": "alone",
  "vitest.config.ts": "shared",
  ".gitignore": "dist\nnode_modules\n",
};

function space(root: string) {
  const inputs = (extra: Partial<Task["inputs"]>): Pick<Task, "inputs"> => ({
    inputs: { own: ["**/*"], upstream: [], workspace: [], packages: [], afterTasks: true, ...extra },
  });
  return workspace(
    root,
    [
      task("lib:build", ""),
      task("app:build", "", { dependsOn: ["lib:build"] }),
      { ...task("app:test", ""), ...inputs({ upstream: ["**/*"] }) },
      { ...task("alone:test", ""), ...inputs({ workspace: ["*.ts", "!other.ts", "!(x).json"] }) },
    ],
    { app: { dependsOn: ["lib"] } },
  );
}

async function changedBy(root: string, act: () => void): Promise<string[]> {
  const ids = space(root).tasks.map((one) => one.id);
  const before = await fingerprintTasks(space(root), ids);
  act();
  const after = await fingerprintTasks(space(root), ids);
  return ids.filter((id) => before.get(id) !== after.get(id));
}

const APP = ["app:build", "app:test"];
const cases: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
  ["a package", { "packages/alone/index.ts": "new" }, ["alone:test"]],
  ["a package that others are built on", { "packages/lib/index.ts": "new" }, [...APP, "lib:build"]],
  ["a new file", { "packages/app/more.ts": "new" }, APP],
  ["an output", { "packages/lib/dist/index.js": "new" }, []],
  ["a shared input", { "vitest.config.ts": "new" }, ["alone:test"]],
  ["a shared file that is taken away from the inputs", { "other.ts": "new" }, []],
  ["a shared input of an extended glob", { "y.json": "new" }, ["alone:test"]],
  ["a file that an extended glob leaves out", { "x.json": "new" }, []],
  ["records of ours", { ".sixty/timings/x.jsonl": "new" }, []],
];

for (const git of [true, false]) {
  test.each(cases)(
    `${git ? "with" : "without"} git, a change of %s is seen where it counts`,
    async (_, files, ids) => {
      const root = folder(FILES);
      if (git) commit(root);
      expect(await changedBy(root, () => write(root, files))).toEqual(ids);
    },
  );
}

test("a commit of what was there before changes nothing, a removal does", async () => {
  const root = folder(FILES);
  commit(root);
  write(root, { "packages/app/index.ts": "new" });
  expect(await changedBy(root, () => rmSync(join(root, "packages/alone/index.ts")))).toEqual(["alone:test"]);
  const staged = () =>
    execFileSync("git", ["rm", "-q", "--cached", "packages/alone/index.ts"], { cwd: root });
  expect(await changedBy(root, staged)).toEqual([]);
});

test("the command counts", async () => {
  const root = folder(FILES);
  const one = await fingerprintTasks(workspace(root, [task("a:build", "1")]), ["a:build", "z:build"]);
  const two = await fingerprintTasks(workspace(root, [task("a:build", "2")]), ["a:build"]);
  expect([...one.keys()]).toEqual(["a:build"]);
  expect(one.get("a:build")).not.toBe(two.get("a:build"));
});
