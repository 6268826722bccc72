import { fail, ok, type Result, type Task, type TaskId, type Workspace } from "@sixty/model";

/**
 * The tasks named, each after what it depends on among them, tests after all else of their package where that leaves
 * anything to run: a new checkout may lack what a script of the package writes, and no runner says so. Ties by id.
 *
 * @returns `UNKNOWN_TASK` for an id that the workspace does not have, `TASK_CYCLE` with the tasks of one cycle
 */
export function orderTasks(workspace: Workspace, ids: readonly TaskId[]): Result<readonly Task[]> {
  const known = new Map(workspace.tasks.map((task) => [task.id, task]));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) {
    return fail({
      code: "UNKNOWN_TASK",
      what: `No task is named ${JSON.stringify(unknown)}`,
      where: unknown,
      fix: "Name a task of the workspace as package:target.",
    });
  }
  const left = new Map([...new Set(ids)].sort().map((id) => [id, known.get(id)!]));
  const order: Task[] = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter((task) => !task.dependsOn.some((id) => left.has(id)));
    if (ready.length === 0) return cycle(left);
    const other = new Set([...left.values()].filter(isNoTest).map((task) => task.package));
    const first = ready.filter((task) => isNoTest(task) || !other.has(task.package));
    for (const task of first.length > 0 ? first : ready) {
      order.push(task);
      left.delete(task.id);
    }
  }
  return ok(order);
}

/**
 * The same tasks with the longest chain of what is left first, so that several workers end early. Stays an order
 * in which each task is after what it depends on.
 *
 * @param estimates milliseconds; a task without one counts as nothing
 */
export function longestFirst(
  order: readonly Task[],
  estimates: ReadonlyMap<TaskId, number>,
): readonly Task[] {
  const levels = new Map<TaskId, number>();
  for (const task of [...order].reverse()) {
    const level = (levels.get(task.id) ?? 0) + (estimates.get(task.id) ?? 0);
    levels.set(task.id, level);
    for (const need of task.dependsOn) levels.set(need, Math.max(levels.get(need) ?? 0, level));
  }
  return [...order].sort((a, b) => levels.get(b.id)! - levels.get(a.id)!);
}

function isNoTest({ kind }: Task): boolean {
  return kind !== "test";
}

function cycle(left: ReadonlyMap<TaskId, Task>): Result<never> {
  const path: TaskId[] = [];
  let id: TaskId = left.keys().next().value!;
  while (!path.includes(id)) {
    path.push(id);
    id = left.get(id)!.dependsOn.find((next) => left.has(next))!;
  }
  const ring = [...path.slice(path.indexOf(id)), id];
  return fail({
    code: "TASK_CYCLE",
    what: `Tasks depend on each other in a circle: ${ring.join(" → ")}`,
    where: id,
    fix: "Remove one of these dependencies.",
  });
}
