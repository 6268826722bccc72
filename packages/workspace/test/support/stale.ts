import type { Workspace } from "@sixty/model";
import picomatch from "picomatch";
import { ownerOf } from "../../src/owner.ts";

/** The tasks that an edit of a file makes stale, read off the model as its documentation says it. Sorted. */
export function staleTasks(workspace: Workspace, file: string): readonly string[] {
  const owner = ownerOf(workspace.packages)(file);
  const inside = owner === undefined || owner.root === "." ? file : file.slice(owner.root.length + 1);
  const stale = new Set<string>();
  for (const { id, package: name, inputs } of workspace.tasks) {
    const named = inputs.packages.some((one) => one.package === owner?.name && takes(one.patterns, inside));
    const own = name === owner?.name && takes(inputs.own, inside);
    const above =
      owner !== undefined && dependencies(workspace, name).has(owner.name) && takes(inputs.upstream, inside);
    if (own || above || named || takes(inputs.workspace, file)) stale.add(id);
  }
  for (let before = -1; before < stale.size; ) {
    before = stale.size;
    for (const task of workspace.tasks) {
      if (task.inputs.afterTasks && task.dependsOn.some((id) => stale.has(id))) stale.add(task.id);
    }
  }
  return [...stale].sort();
}

function takes(patterns: readonly string[], path: string): boolean {
  return patterns.reduce(
    (taken, pattern) =>
      pattern.startsWith("!")
        ? taken && !picomatch(pattern.slice(1), { dot: true })(path)
        : taken || picomatch(pattern, { dot: true })(path),
    false,
  );
}

function dependencies(workspace: Workspace, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [name];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const to of workspace.packages.find((one) => one.name === next)?.dependsOn ?? []) {
      if (!found.has(to)) queue.push(to);
      found.add(to);
    }
  }
  return found;
}
