import type { ModuleGraph, Problem, Result, TaskId, Workspace } from "@sixty/model";
import { exportedNames } from "@sixty/modules";
import type { Check } from "./events.ts";

/** What running one task gave. */
export interface TaskOutcome {
  readonly id: TaskId;
  readonly state: "ok" | "failed" | "skipped";
  /** Full names of the tests that were executed, without their file: it may have moved. */
  readonly tests?: readonly string[];
  /** How many were executed, where names are not known. */
  readonly testCount?: number;
  /** The last lines of a failed task. */
  readonly tail?: string;
  /** It failed, and passed when it was run again. */
  readonly failedOnce?: boolean;
}

export interface Reread {
  readonly workspace: Workspace;
  readonly graph: ModuleGraph;
}

export type RunTasks = (workspace: Workspace, ids: readonly TaskId[]) => Promise<readonly TaskOutcome[]>;

/** The loop tasks of packages and of everything that depends on them, sorted. */
export function tasksToVerify(workspace: Workspace, packages: ReadonlySet<string>): TaskId[] {
  const affected = new Set(packages);
  for (let size = -1; size !== affected.size; ) {
    size = affected.size;
    for (const p of workspace.packages)
      if (p.dependsOn.some((name) => affected.has(name))) affected.add(p.name);
  }
  return workspace.tasks
    .filter((task) => task.kind !== "other" && affected.has(task.package))
    .map((task) => task.id)
    .sort();
}

/** Tasks that passed before must pass, and no test may be lost on the way. */
export function compareOutcomes(before: readonly TaskOutcome[], after: readonly TaskOutcome[]): Check[] {
  const checks = after.map((outcome): Check => {
    if (outcome.state === "ok")
      return {
        id: outcome.id,
        state: "ok",
        ...(outcome.failedOnce ? { problem: byChance(outcome.id) } : {}),
      };
    const failed = outcome.state === "failed";
    const problem: Problem = {
      code: failed ? "TASK_FAILED" : "TASK_NOT_RUN",
      what: `${outcome.id} ${failed ? "fails" : "was not run"} after the split${outcome.tail ? `\n${outcome.tail}` : ""}`,
      where: outcome.id,
      fix: "Look at its output; the tree is as it was before the split.",
    };
    return { id: outcome.id, state: "failed", problem };
  });
  return [...checks, compareTests(before, after)];
}

function byChance(id: TaskId): Problem {
  return {
    code: "FAILED_ONCE",
    what: `${id} failed after the split and passed when it was run again`,
    where: id,
    fix: "Look for a test in it that depends on time or on the machine.",
  };
}

/** The first that failed; what was not run only waited for another. */
export function firstFailure(checks: readonly Check[]): Check | undefined {
  const failed = checks.filter(({ state }) => state === "failed");
  return failed.find(({ problem }) => problem?.code !== "TASK_NOT_RUN") ?? failed[0];
}

/** How many tests ran, in all. */
export function testsIn(outcomes: readonly TaskOutcome[]): number {
  return countTests(outcomes).total;
}

function compareTests(before: readonly TaskOutcome[], after: readonly TaskOutcome[]): Check {
  const was = countTests(before);
  const is = countTests(after);
  const lost = [...was.names].flatMap(([name, count]) => ((is.names.get(name) ?? 0) < count ? [name] : []));
  if (lost.length === 0 && is.total >= was.total) return { id: "tests", state: "ok" };
  return {
    id: "tests",
    state: "failed",
    problem: {
      code: "TESTS_LOST",
      what: `${was.total} tests ran before the split and ${is.total} after it${lost.length > 0 ? `; missing: ${lost.sort().slice(0, 3).join(", ")}` : ""}`,
      fix: "See that the new packages' test configuration finds their tests.",
    },
  };
}

function countTests(outcomes: readonly TaskOutcome[]): { names: Map<string, number>; total: number } {
  const names = new Map<string, number>();
  let total = 0;
  for (const { tests, testCount } of outcomes) {
    for (const name of tests ?? []) names.set(name, (names.get(name) ?? 0) + 1);
    total += tests?.length ?? testCount ?? 0;
  }
  return { names, total };
}

/** Every entry of the old package exports the names that it did. */
export function compareExports(packageName: string, before: ModuleGraph, after: ModuleGraph): Check {
  const was = exportsOf(packageName, before);
  const is = exportsOf(packageName, after);
  for (const [subpath, names] of was) {
    const now = is.get(subpath);
    const lost = [...names].filter((name) => !now?.has(name)).sort();
    if (lost.length > 0)
      return {
        id: "exports",
        state: "failed",
        problem: {
          code: "EXPORTS_LOST",
          what: `${packageName}${subpath.slice(1)} no longer exports ${lost.slice(0, 5).join(", ")}`,
          where: packageName,
          fix: "Report it with the plan: a split must keep the old name's exports.",
        },
      };
  }
  return { id: "exports", state: "ok" };
}

/** By entry; a pattern that opens the package's folder lists its files, which are no promise to anyone. */
function exportsOf(packageName: string, graph: ModuleGraph): Map<string, ReadonlySet<string>> {
  const entries = graph.entries.get(packageName) ?? new Map<string, string>();
  const named = [...entries].filter(([subpath, file]) => !file.endsWith(`/${subpath.slice("./".length)}`));
  return new Map(named.map(([subpath, file]) => [subpath, new Set(exportedNames(graph, file))]));
}

/** The workspace can be read again; its reader refuses a cycle. */
export function acyclicCheck(reread: Result<Reread>): Check {
  return reread.ok
    ? { id: "acyclic", state: "ok" }
    : { id: "acyclic", state: "failed", problem: reread.error };
}
