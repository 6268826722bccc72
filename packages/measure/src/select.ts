import type { TaskId, Workspace } from "@sixty/model";

export interface Selection {
  /** Package names; all packages when absent or empty. */
  readonly packages?: readonly string[];
  /** Target names; the loop's targets when absent or empty. */
  readonly targets?: readonly string[];
}

/**
 * The loop's tasks of the packages named, and everything that these depend on through `dependsOn`.
 * Sorted by id. A name that the workspace does not have selects nothing: the caller says so.
 */
export function selectTasks(workspace: Workspace, { packages = [], targets = [] }: Selection): TaskId[] {
  const known = new Map(workspace.tasks.map((task) => [task.id, task]));
  const names = new Set(packages);
  const wanted = new Set(targets.length > 0 ? targets : workspace.targets);
  const selected = new Set<TaskId>();
  const left = workspace.tasks
    .filter((task) => wanted.has(task.target) && (names.size === 0 || names.has(task.package)))
    .map((task) => task.id);
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (selected.has(id)) continue;
    selected.add(id);
    left.push(...(known.get(id)?.dependsOn ?? []));
  }
  return [...selected].sort();
}
