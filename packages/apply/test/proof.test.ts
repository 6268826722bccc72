import type { Task, TaskKind, Workspace } from "@sixty/model";
import { expect, test } from "vitest";
import { type Proof, proofOf, runProof } from "../src/transaction/proof.ts";
import { compareOutcomes, firstFailure, type TaskOutcome } from "../src/transaction/verify.ts";

const task = (id: string, kind: TaskKind, dependsOn: string[] = []): Task => ({
  id,
  package: id.split(":")[0]!,
  target: id.split(":")[1]!,
  kind,
  dependsOn,
  inputs: { own: [], upstream: [], workspace: [], packages: [], afterTasks: false },
  cache: false,
  parallelism: true,
  command: { argv: ["true"], cwd: ".", env: {} },
  script: "true",
});

const workspace = (tasks: Task[], checks: Task[]): Workspace => ({
  root: "/w",
  runner: "plain",
  manager: "pnpm",
  packages: [
    { name: "core", root: "core", dependsOn: [], private: false, tags: [] },
    { name: "app", root: "app", dependsOn: ["core"], private: false, tags: [] },
  ],
  tasks,
  targets: ["build", "test"],
  checks,
  warnings: [],
});

const checks = [
  task(".:build", "build"),
  task(".:typecheck", "typecheck", [".:build"]),
  task(".:test:fixtures", "test"),
];

test.each<[string, Task[], string[]]>([
  [
    "with no task but tests, all of the root's scripts do",
    [task("core:test", "test")],
    [".:build", ".:test:fixtures", ".:typecheck", "core:test"],
  ],
  [
    "a build of its own does for the root's, which only stays as what the type check needs",
    [task("core:build", "build")],
    [".:build", ".:test:fixtures", ".:typecheck", "core:build"],
  ],
  [
    "with every task of its own, only the root's tests are added",
    [task("core:build", "build"), task("core:typecheck", "typecheck")],
    [".:test:fixtures", "core:build", "core:typecheck"],
  ],
  [
    "what a dependent has does not count",
    [task("core:build", "build"), task("app:typecheck", "typecheck")],
    [".:build", ".:test:fixtures", ".:typecheck", "app:typecheck", "core:build"],
  ],
])("scripts of the root: %s", (_, tasks, ids) => {
  const proof = proofOf(workspace(tasks, checks), "core", new Set(["core"]));
  expect(proof.ids).toEqual(ids);
  expect(new Set(proof.workspace.tasks.map(({ id }) => id))).toEqual(new Set(ids));
});

test("tasks of what depends on a package without a build wait for the root's", () => {
  const tasks = [task("app:build", "build"), task("core:test", "test")];
  const depends = (all: Task[], from: Task[]) =>
    Object.fromEntries(
      proofOf(workspace(all, from), "core", new Set(["core"])).workspace.tasks.map(({ id, dependsOn }) => [
        id,
        dependsOn,
      ]),
    );
  expect(depends(tasks, checks.slice(0, 1))).toEqual({
    ".:build": [],
    "app:build": [".:build"],
    "core:test": [],
  });
  expect(depends(tasks, [])).toEqual({ "app:build": [], "core:test": [] });
  const built = depends([...tasks, task("core:build", "build")], checks.slice(0, 2));
  expect(built["app:build"]).toEqual([]);
});

const proof: Proof = proofOf(
  workspace([task("core:build", "build"), task("core:test", "test"), task("app:test", "test")], []),
  "core",
  new Set(["core"]),
);

/** Runs that end as listed, one list a call. */
function runs(...answers: Record<string, TaskOutcome["state"]>[]) {
  const asked: (readonly string[])[] = [];
  const run = async (_: Workspace, ids: readonly string[]) => {
    const answer = answers[asked.length]!;
    asked.push(ids);
    return ids.map((id): TaskOutcome => ({ id, state: answer[id] ?? "ok", tests: [`t of ${id}`] }));
  };
  return { asked, run };
}

test("a test task that fails by chance is run once more, and says so", async () => {
  const { asked, run } = runs({ "app:test": "failed" }, {});
  const outcomes = await runProof(proof, run);
  expect(asked).toEqual([["app:test", "core:build", "core:test"], ["app:test"]]);
  expect(outcomes.map(({ id, state, failedOnce }) => [id, state, failedOnce ?? false])).toEqual([
    ["app:test", "ok", true],
    ["core:build", "ok", false],
    ["core:test", "ok", false],
  ]);
});

test("one that fails twice has failed; a build gets no second chance", async () => {
  const twice = runs({ "app:test": "failed" }, { "app:test": "failed" });
  expect((await runProof(proof, twice.run))[0]).toMatchObject({ id: "app:test", state: "failed" });
  const build = runs({ "core:build": "failed", "core:test": "skipped" });
  await runProof(proof, build.run);
  expect(build.asked).toHaveLength(1);
});

test("what failed is told before what waited for it", () => {
  const outcomes: TaskOutcome[] = [
    { id: "a:test", state: "skipped" },
    { id: "b:build", state: "failed", tail: "no such file" },
  ];
  const told = (after: readonly TaskOutcome[]) => firstFailure(compareOutcomes([], after))?.problem;
  expect(told(outcomes)).toMatchObject({ code: "TASK_FAILED", where: "b:build" });
  expect(told(outcomes.slice(0, 1))).toMatchObject({ code: "TASK_NOT_RUN", where: "a:test" });
  expect(told([])).toBeUndefined();
});
