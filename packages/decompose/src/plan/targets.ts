import type { Workspace } from "@sixty/model";

/** For each target, the targets of other packages that it waits for anywhere in the workspace, or would. */
export function crossTargets(workspace: Workspace): Map<string, Set<string>> {
  const byId = new Map(workspace.tasks.map((task) => [task.id, task]));
  const out = new Map<string, Set<string>>();
  const add = (target: string, awaited: string) =>
    out.set(target, (out.get(target) ?? new Set<string>()).add(awaited));
  for (const task of workspace.tasks) {
    for (const target of task.awaits ?? []) add(task.target, target);
    for (const on of task.dependsOn) {
      const other = byId.get(on);
      if (other !== undefined && other.package !== task.package) add(task.target, other.target);
    }
  }
  return out;
}

/** Targets of a package that a build or type check of another waits for. */
export function awaitedTargets(workspace: Workspace): Set<string> {
  const byId = new Map(workspace.tasks.map((task) => [task.id, task]));
  const awaited = new Set<string>();
  for (const task of workspace.tasks) {
    if (task.kind !== "build" && task.kind !== "typecheck") continue;
    for (const on of task.dependsOn) {
      const other = byId.get(on);
      if (other && other.package !== task.package) awaited.add(other.target);
    }
  }
  return awaited;
}
