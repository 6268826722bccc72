import type { TaskIndex } from "./task-index.ts";
import type { Trigger, TriggerIndex } from "./triggers.ts";

/**
 * Closes over what a set of triggers makes stale.
 *
 * A task is stale by itself when a file matches its `own` patterns and is in its package, its `upstream`
 * patterns and is in another package that its own depends on (directly or not), its `workspace` patterns,
 * or the patterns of a package that it names. A stale task makes stale those that depend on it directly
 * and have `afterTasks`, and so on.
 *
 * @returns a query: the stale tasks, each once, in no order; the array is valid until the next query
 */
export function createAffected(
  index: TaskIndex,
  triggers: TriggerIndex,
): (by: readonly Trigger[]) => Int32Array {
  const { own, upstream, workspace, named } = triggers;
  const { tasksOf, successors, dependents } = index;
  const size = index.tasks.length;
  const after = Uint8Array.from(index.tasks, ({ inputs }) => Number(inputs.afterTasks));
  const matched = new Uint8Array(triggers.lists);
  const travels = new Uint8Array(triggers.lists);
  for (const list of upstream) if (list >= 0) travels[list] = 1;
  const stale = new Int32Array(size);
  const staleIn = new Int32Array(size);
  const reached = new Int32Array(index.packages.length);
  const reachedIn = new Int32Array(index.packages.length);
  let query = 0;
  let walk = 0;
  let count = 0;

  function mark(task: number): void {
    if (staleIn[task] === query) return;
    staleIn[task] = query;
    stale[count++] = task;
  }

  function markUpstream(owner: number): void {
    reachedIn[owner] = ++walk;
    reached[0] = owner;
    let tail = 1;
    for (let head = 0; head < tail; head++) {
      const from = reached[head]!;
      for (let edge = dependents.offsets[from]!; edge < dependents.offsets[from + 1]!; edge++) {
        const to = dependents.targets[edge]!;
        if (reachedIn[to] === walk) continue;
        reachedIn[to] = walk;
        reached[tail++] = to;
        for (let at = tasksOf.offsets[to]!; at < tasksOf.offsets[to + 1]!; at++) {
          const task = tasksOf.targets[at]!;
          if (upstream[task]! >= 0 && matched[upstream[task]!]) mark(task);
        }
      }
    }
  }

  function markTrigger({ owner, inPackage, inWorkspace }: Trigger): void {
    for (const list of inWorkspace) workspace.get(list)?.forEach(mark);
    if (owner < 0) return;
    for (const list of inPackage) matched[list] = 1;
    for (let at = tasksOf.offsets[owner]!; at < tasksOf.offsets[owner + 1]!; at++) {
      const task = tasksOf.targets[at]!;
      if (own[task]! >= 0 && matched[own[task]!]) mark(task);
    }
    for (const { task, list } of named.get(owner) ?? []) if (matched[list]) mark(task);
    if (inPackage.some((list) => travels[list])) markUpstream(owner);
    for (const list of inPackage) matched[list] = 0;
  }

  return (by) => {
    query++;
    count = 0;
    by.forEach(markTrigger);
    for (let head = 0; head < count; head++) {
      const task = stale[head]!;
      for (let edge = successors.offsets[task]!; edge < successors.offsets[task + 1]!; edge++)
        if (after[successors.targets[edge]!]) mark(successors.targets[edge]!);
    }
    return stale.subarray(0, count);
  };
}
