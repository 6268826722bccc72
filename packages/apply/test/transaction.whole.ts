import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ok, type Plan } from "@sixty/model";
import { expect, it } from "vitest";
import { type ApplyInput, applyPlan, undo } from "../src/index.ts";
import { type Disk, realDisk } from "../src/transaction/disk.ts";
import { commit, git, planOf, read, repository, snapshot } from "./support/rig.ts";

const FILES = {
  "package.json": `{"name":"root","private":true,"workspaces":["packages/*"]}\n`,
  "package-lock.json": "{}\n",
  "packages/core/package.json": `{
  "name": "core",
  "version": "1.0.0",
  "exports": "./src/index.ts",
  "scripts": { "typecheck": "tsc" }
}
`,
  "packages/core/src/index.ts": 'export * from "./a";\nexport * from "./deep/b";\n',
  "packages/core/src/a.ts": "\uFEFFexport const a = 1;\r\n",
  "packages/core/src/deep/b.ts": 'import { a } from "../a";\nexport const b = a;\n',
};
const PLAN = planOf("core", [
  { name: "core", root: "packages/core", facade: true, files: ["packages/core/src/index.ts"] },
  { name: "core-a", root: "packages/core-a", files: ["packages/core/src/a.ts"] },
  { name: "core-b", root: "packages/core-b", files: ["packages/core/src/deep/b.ts"] },
]);

async function inputFor(root: string, more: Partial<ApplyInput> = {}): Promise<ApplyInput & { plan: Plan }> {
  const { workspace, graph } = await read(root);
  return {
    plan: PLAN,
    workspace,
    graph,
    now: () => new Date("2026-01-02T03:04:05Z"),
    runTasks: async () => [],
    reread: async () => ok(await read(root)),
    verify: false,
    install: false,
    ...more,
  };
}

/** Fails the n-th touch of the disk as if the process had been killed there, and every one after it. */
function dyingDisk(after: number): Disk {
  let left = after;
  return Object.fromEntries(
    Object.entries(realDisk).map(([name, run]) => [
      name,
      (...args: never[]) => {
        left -= 1;
        if (left < 0) throw new Error("killed");
        return (run as (...args: never[]) => unknown)(...args);
      },
    ]),
  ) as unknown as Disk;
}

it("makes a split and takes it back to the last byte and mode", async () => {
  const root = repository(FILES);
  chmodSync(join(root, "packages/core/src/a.ts"), 0o755);
  commit(root);
  const before = snapshot(root);
  const phases: string[] = [];
  const applied = await applyPlan(await inputFor(root), (event) => {
    if (event.type === "phase" && event.state === "start") phases.push(event.phase);
  });
  expect(applied).toMatchObject({
    ok: true,
    value: {
      state: "kept",
      checks: [
        { id: "acyclic", state: "ok" },
        { id: "exports", state: "ok" },
      ],
    },
  });
  expect(phases).toEqual(["plan", "preflight", "journal", "move", "verify"]);
  expect(git(root, "status", "--porcelain", "--no-renames").split("\n").sort()).toEqual([
    "A  packages/core-a/package.json",
    "A  packages/core-a/src/a.ts",
    "A  packages/core-b/package.json",
    "A  packages/core-b/src/deep/b.ts",
    "D  packages/core/src/a.ts",
    "D  packages/core/src/deep/b.ts",
    "M  packages/core/package.json",
    "M  packages/core/src/index.ts",
  ]);

  expect(await undo({ root })).toMatchObject({ ok: true, value: { package: "core", built: false } });
  expect(snapshot(root)).toEqual(before);
  expect(git(root, "status", "--porcelain")).toBe("");
  expect(await undo({ root })).toMatchObject({ ok: false, error: { code: "NOTHING_TO_UNDO" } });

  const runTasks: ApplyInput["runTasks"] = async (_, ids) => ids.map((id) => ({ id, state: "ok" }));
  await applyPlan(await inputFor(root, { verify: true, runTasks }), () => undefined);
  expect(await undo({ root })).toMatchObject({ ok: true, value: { built: true } });
});

it("restores every byte wherever it is killed, even while it restores", async () => {
  const root = repository(FILES);
  const before = snapshot(root);
  const input = await inputFor(root);
  let points = 0;
  for (let after = 0; ; after += 1) {
    const disk = dyingDisk(after);
    const applied = await applyPlan({ ...input, disk }, () => undefined).catch(() => undefined);
    if (applied?.ok && applied.value.state === "kept") break;
    points += 1;
    const again = await applyPlan(input, () => undefined);
    if (again.ok) expect(again.value.state).toBe("kept");
    else expect(again.error.code).toBe("JOURNAL_OPEN");
    for (let slow = 1; slow < 100; slow += 7)
      if (
        await undo({ root, disk: dyingDisk(slow) }).then(
          () => true,
          () => false,
        )
      )
        break;
    await undo({ root });
    expect(snapshot(root)).toEqual(before);
    expect(git(root, "status", "--porcelain")).toBe("");
  }
  expect(points).toBeGreaterThan(15);
});

it("restores the tree when a write fails, or has written nothing", async () => {
  const root = repository(FILES);
  const before = snapshot(root);
  const input = await inputFor(root);
  const ends = new Map<string, number>();
  for (let at = 0; ; at += 1) {
    let left = at;
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { syscall: "write" });
    const disk = Object.fromEntries(
      Object.entries(realDisk).map(([name, run]) => [
        name,
        (...args: never[]) => {
          left -= 1;
          if (left === -1) throw full;
          return (run as (...args: never[]) => unknown)(...args);
        },
      ]),
    ) as unknown as Disk;
    const applied = await applyPlan({ ...input, disk }, () => undefined);
    const end = applied.ok ? (applied.value.problem?.code ?? applied.value.state) : applied.error.code;
    ends.set(end, (ends.get(end) ?? 0) + 1);
    if (end === "kept") break;
    expect(snapshot(root)).toEqual(before);
    expect(git(root, "status", "--porcelain")).toBe("");
  }
  expect([...ends.keys()].sort()).toEqual(["CANNOT_WRITE", "DISK_FAILED", "kept"]);
});

it.each([
  [
    "DIRTY_TREE",
    (root: string) => writeFileSync(join(root, "packages/core/new.txt"), "x"),
    "packages/core/new.txt",
  ],
  [
    "IGNORED_SOURCE",
    (root: string) => {
      writeFileSync(join(root, ".gitignore"), "deep\n");
      commit(root);
    },
    "packages/core/src/deep/b.ts",
  ],
  [
    "NOT_UTF8",
    (root: string) => {
      writeFileSync(
        join(root, "packages/core/src/deep/b.ts"),
        Buffer.from('import { a } from "../a";\nexport const b = a; // \xe9', "latin1"),
      );
      commit(root);
    },
    "packages/core/src/deep/b.ts",
  ],
  [
    "FOLDER_TAKEN",
    (root: string) => {
      writeFileSync(join(root, "packages/core-a"), "x");
      commit(root);
    },
    "packages/core-a",
  ],
  [
    "PATH_ACROSS_PARTS",
    (root: string) => {
      writeFileSync(
        join(root, "packages/core/src/deep/b.ts"),
        'import { readFileSync } from "node:fs";\nexport const b = (name: string) => readFileSync(`${__dirname}/../${name}`);\n',
      );
      commit(root);
    },
    "packages/core/src/deep/b.ts:2",
  ],
])("refuses before the first write: %s", async (code, spoil, where) => {
  const root = repository(FILES);
  spoil(root);
  const before = snapshot(root);
  const input = await inputFor(root);
  expect(await applyPlan(input, () => undefined)).toMatchObject({ ok: false, error: { code, where } });
  expect(snapshot(root)).toEqual(before);
});

it("refuses, unless told otherwise, to leave tests that no longer follow what they import", async () => {
  const root = repository(FILES);
  const before = snapshot(root);
  const input = await inputFor(root);
  const obstacles = [
    { code: "REEXPORTS_ALL", what: "no reason to stop", fix: "" },
    {
      code: "BLIND_TASKS",
      what: "test runs after edits of its own package's files alone",
      fix: "Mend turbo.json.",
    },
  ];
  expect(await applyPlan({ ...input, plan: { ...input.plan, obstacles } }, () => undefined)).toEqual({
    ok: false,
    error: {
      code: "BLIND_TASKS",
      what: "test runs after edits of its own package's files alone",
      fix: "Mend turbo.json. If it holds all the same, go on with --yes.",
    },
  });
  expect(snapshot(root)).toEqual(before);
});

it("goes on over a path that leads from one part to another where it is told to", async () => {
  const root = repository({
    ...FILES,
    "packages/core/src/deep/b.ts":
      'import { readFileSync } from "node:fs";\nexport const b = (name: string) => readFileSync(`${__dirname}/../${name}`);\n',
  });
  const input = await inputFor(root, { acceptDoubts: true });
  expect(await applyPlan(input, () => undefined)).toMatchObject({ ok: true, value: { state: "kept" } });
});

it("says that git's index is locked, before a split and before it is taken back", async () => {
  const root = repository(FILES);
  const lock = join(root, ".git/index.lock");
  const locked = { ok: false, error: { code: "GIT_LOCKED", where: lock } };
  const input = await inputFor(root);
  const before = snapshot(root);
  writeFileSync(lock, "");
  expect(await applyPlan(input, () => undefined)).toMatchObject(locked);
  rmSync(lock);
  expect(snapshot(root)).toEqual(before);

  expect(await applyPlan(input, () => undefined)).toMatchObject({ ok: true });
  writeFileSync(lock, "");
  expect(await undo({ root })).toMatchObject(locked);
  rmSync(lock);
  expect(await undo({ root })).toMatchObject({ ok: true });
  expect(snapshot(root)).toEqual(before);
  expect(git(root, "status", "--porcelain")).toBe("");
});

it("says what a task that was red before the split wrote", async () => {
  const root = repository(FILES);
  const runTasks: ApplyInput["runTasks"] = async (_, ids) =>
    ids.map((id) => ({ id, state: "failed" as const, tail: "2 is not 3" }));
  const input = await inputFor(root, { verify: true, runTasks });
  expect(await applyPlan(input, () => undefined)).toMatchObject({
    ok: false,
    error: { code: "RED_BEFORE", what: expect.stringContaining("2 is not 3") },
  });

  const [task] = input.workspace.tasks;
  const check = { ...task!, id: ".:typecheck", package: "." };
  const ofRoot = await applyPlan(
    {
      ...input,
      workspace: { ...input.workspace, tasks: [], checks: [check] },
    },
    () => undefined,
  );
  expect(ofRoot).toMatchObject({ ok: false, error: { fix: expect.stringContaining('(".:typecheck")') } });
});
