import type { Task, TaskId, Workspace } from "@sixty/model";
import { type RunTasks, type TaskOutcome, tasksToVerify } from "./verify.ts";

/** What is run to prove a split, and the workspace that has it among its tasks. */
export interface Proof {
  readonly workspace: Workspace;
  /** Sorted. */
  readonly ids: readonly TaskId[];
}

/**
 * The loop tasks of packages and their dependents, and the root's own scripts that do for the split package what it
 * has no task for: a build or a type check where it has none, and tests of the root's own folders. The façade keeps
 * the tasks that the package had, so the scripts are the same before and after.
 *
 * @param name the package that is split, which is the façade after it
 */
export function proofOf(workspace: Workspace, name: string, packages: ReadonlySet<string>): Proof {
  const own = new Set(workspace.tasks.filter((task) => task.package === name).map(({ kind }) => kind));
  const known = new Map((workspace.checks ?? []).map((task) => [task.id, task]));
  const chosen = new Set([...known.values()].filter(({ kind }) => kind === "test" || !own.has(kind)));
  for (const { dependsOn } of chosen)
    for (const id of dependsOn) if (known.has(id)) chosen.add(known.get(id)!);
  const checks = [...chosen].map(({ id }) => id);
  const builds = [...chosen].filter(({ kind }) => kind === "build").map(({ id }) => id);
  return {
    workspace: { ...workspace, tasks: [...afterBuilds(workspace, builds), ...chosen] },
    ids: [...new Set([...tasksToVerify(workspace, packages), ...checks])].sort(),
  };
}

/** The root's build stands in for those of packages that have none: tasks of what depends on such a one wait for it. */
function afterBuilds({ packages, tasks }: Workspace, builds: readonly TaskId[]): readonly Task[] {
  if (builds.length === 0) return tasks;
  const built = new Set(tasks.filter(({ kind }) => kind === "build").map((task) => task.package));
  const wanting = new Set(
    packages.filter(({ dependsOn }) => dependsOn.some((one) => !built.has(one))).map(({ name }) => name),
  );
  return tasks.map((task) =>
    wanting.has(task.package) ? { ...task, dependsOn: [...task.dependsOn, ...builds].sort() } : task,
  );
}

/** More failures than this are no accident. */
const CHANCES = 2;

/** Runs a proof. A test task that fails is run once more: some fail by chance, and a split is not to be lost by that. */
export async function runProof(
  { workspace, ids }: Proof,
  runTasks: RunTasks,
): Promise<readonly TaskOutcome[]> {
  const outcomes = await runTasks(workspace, ids);
  const kinds = new Map(workspace.tasks.map((task) => [task.id, task.kind]));
  const failed = outcomes.filter(({ state }) => state !== "ok");
  if (failed.length === 0 || failed.length > CHANCES) return outcomes;
  if (failed.some(({ id, state }) => state !== "failed" || kinds.get(id) !== "test")) return outcomes;
  const again = await runTasks(
    workspace,
    failed.map(({ id }) => id),
  );
  const second = new Map(again.filter(({ state }) => state === "ok").map((one) => [one.id, one]));
  return outcomes.map((one) => {
    const passed = second.get(one.id);
    return passed ? { ...passed, failedOnce: true } : one;
  });
}
