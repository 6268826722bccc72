import type { Package, Task, TaskId, Workspace } from "@sixty/model";
import { type Graph, graphOf, reverse, vertexOnCycle } from "./graph.ts";
import { byText } from "./order.ts";

/** A workspace by number: tasks by id and packages by name, so that no result hangs on the order of a file. */
export interface TaskIndex {
  readonly tasks: readonly Task[];
  readonly packages: readonly Package[];
  readonly taskAt: ReadonlyMap<TaskId, number>;
  readonly packageAt: ReadonlyMap<string, number>;
  /** Package of each task; -1 when the workspace does not list it. */
  readonly packageOf: Int32Array;
  /** Tasks of each package. */
  readonly tasksOf: Graph;
  /** Task → tasks that depend on it directly. */
  readonly successors: Graph;
  /** Package → packages that depend on it directly. */
  readonly dependents: Graph;
}

/**
 * Numbers a workspace. Names that it does not list are left out: what is not there holds no file, is never
 * stale and never runs.
 *
 * @throws on a cycle of tasks, which readers of workspaces must refuse
 */
export function indexTasks(workspace: Workspace): TaskIndex {
  const tasks = [...workspace.tasks].sort((a, b) => byText(a.id, b.id));
  const packages = [...workspace.packages].sort((a, b) => byText(a.name, b.name));
  const taskAt = new Map(tasks.map((task, at) => [task.id, at]));
  const packageAt = new Map(packages.map(({ name }, at) => [name, at]));

  const predecessors = graphOf(tasks.map(({ dependsOn }) => numbersOf(dependsOn, taskAt)));
  const cyclic = vertexOnCycle(predecessors);
  if (cyclic >= 0) throw new Error(`The task graph has a cycle at ${tasks[cyclic]!.id}`);

  const packageOf = Int32Array.from(tasks, (task) => packageAt.get(task.package) ?? -1);
  const own: number[][] = packages.map(() => []);
  packageOf.forEach((owner, task) => {
    own[owner]?.push(task);
  });
  return {
    tasks,
    packages,
    taskAt,
    packageAt,
    packageOf,
    tasksOf: { ...graphOf(own), size: packages.length },
    successors: reverse(predecessors),
    dependents: reverse(graphOf(packages.map(({ dependsOn }) => numbersOf(dependsOn, packageAt)))),
  };
}

function numbersOf(names: readonly string[], at: ReadonlyMap<string, number>): number[] {
  return names.flatMap((name) => at.get(name) ?? []);
}
