import { join } from "node:path";
import type { Command, Package, Problem, Task } from "@sixty/model";
import type { Context, Draft } from "../context.ts";
import { reach } from "../graph.ts";
import { scanImports, type Taken } from "../imports/scan.ts";
import { plainInputs, UPSTREAM } from "../plain/inputs.ts";
import { kindOfAsked } from "../targets/kinds.ts";
import { buildBefore, type WholeBuild } from "./build.ts";
import { coveredPackages } from "./covered.ts";
import { findRootRunner, type RootRunner } from "./find.ts";

/** A `test` task for each package without one whose test files the root's vitest or jest runs. */
export async function addRootTests(context: Context, draft: Draft): Promise<Draft> {
  const { files, members, targets } = context;
  const target =
    targets.length === 0 ? "test" : targets.find((name) => kindOfAsked(name, undefined, false) === "test");
  if (target === undefined) return draft;
  const tested = new Set(draft.tasks.filter((task) => task.kind === "test").map((task) => task.package));
  const ids = new Set(draft.tasks.map((task) => task.id));
  const candidates = draft.packages.filter(
    (one) => one.root !== "." && !tested.has(one.name) && !ids.has(`${one.name}:${target}`),
  );
  const runner = candidates.length === 0 ? undefined : await findRootRunner(files, members.rootManifest);
  if (runner === undefined) return draft;
  const covered = await coveredPackages(files, runner, candidates, draft.packages);
  if (covered.length === 0) return draft;
  const taken = await scanImports(files, covered, draft.packages);
  const loaded = draft.packages
    .filter(({ name, npmName }) => runner.loads.includes(npmName ?? name))
    .map(({ name }) => name);
  const build =
    runner.scriptName === undefined ? undefined : await buildBefore(context, draft, runner.scriptName);
  const added = covered.map((one) =>
    after(build, testTask(context, draft, { ...runner, loads: loaded }, one, target, taken.get(one.name)!)),
  );
  const names = [
    ...(build && !draft.targets.includes(build.task.target) ? [build.task.target] : []),
    ...draft.targets,
    ...(draft.targets.includes(target) ? [] : [target]),
  ];
  // The root's own script would run the same files once more.
  const root = draft.packages.find((one) => one.root === ".")?.name;
  const isTwice = (task: Task) =>
    task.package === root && task.kind === "test" && task.testTool === runner.tool;
  const kept = draft.tasks.filter((task) => !isTwice(task) && task.id !== build?.task.id);
  const tasks = [...kept, ...(build ? [build.task] : []), ...added];
  const packages = build
    ? [...draft.packages.filter(({ root }) => root !== "."), build.owner]
    : draft.packages;
  const warnings = draft.tasks.some(isTwice) ? [...draft.warnings, ROOT_LEFT] : draft.warnings;
  return { ...draft, packages, tasks, targets: names, warnings };
}

function after(build: WholeBuild | undefined, task: Task): Task {
  return build ? { ...task, dependsOn: [...task.dependsOn, build.task.id].sort() } : task;
}

const ROOT_LEFT: Problem = {
  code: "ROOT_TESTS",
  what: "The root's tests run as those of its packages; tests in the root's own folders are left out",
  where: "package.json",
  fix: "Move them into a package, or give each package a test script.",
};

/** @param runner loads packages of these names */
function testTask(
  { files }: Context,
  draft: Draft,
  runner: RootRunner,
  one: Package,
  target: string,
  taken: Taken,
): Task {
  const byName = new Map(draft.packages.map((other) => [other.name, other]));
  const next = (name: string) => byName.get(name)?.dependsOn ?? [];
  const declared = reach([one.name], next);
  const imported = new Set([...taken.bySource, ...taken.byTests, ...runner.loads]);
  const extra = [...new Set([...imported, ...reach(imported, next)])]
    .filter((name) => !declared.has(name) && name !== one.name)
    .sort();
  const base = plainInputs(files, "test");
  const { argv, script } = testCommand(files.root, runner, one.root);
  return {
    id: `${one.name}:${target}`,
    package: one.name,
    target,
    kind: "test",
    dependsOn: buildsOf(draft, runner.aliased ? runner.loads : [...next(one.name), ...imported]),
    inputs: {
      ...base,
      workspace: [...new Set([...base.workspace, ...runner.parts, ...taken.workspace])],
      packages: extra.map((name) => ({ package: name, patterns: UPSTREAM })),
    },
    cache: false,
    parallelism: true,
    command: { argv, cwd: ".", env: {} },
    script,
    testTool: runner.tool,
  };
}

function buildsOf(draft: Draft, packages: readonly string[]): readonly string[] {
  const wanted = new Set(packages);
  return draft.tasks
    .filter((task) => task.kind === "build" && wanted.has(task.package))
    .map((task) => task.id)
    .sort();
}

/**
 * Runs only the files below the package's folder. vitest takes an absolute path as a prefix, where a relative
 * one would be looked for anywhere in a path; jest takes a regular expression over absolute paths.
 */
function testCommand(
  root: string,
  { tool, args }: RootRunner,
  folder: string,
): { argv: Command["argv"]; script: string } {
  const own = `${join(root, folder)}/`;
  const bin = `node_modules/.bin/${tool}`;
  const script = [tool, ...(tool === "vitest" ? ["run"] : []), ...args, `${folder}/`].join(" ");
  if (tool === "vitest") return { argv: [bin, "run", ...args, "--passWithNoTests", own], script };
  const pattern = `^${own.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`;
  return { argv: [bin, ...args, "--passWithNoTests", pattern], script };
}
