import { fail, ok, type Result, type Task, type TaskId } from "@sixty/model";

export interface Share {
  /** Tasks that this shard records. Every task is recorded by exactly one shard. */
  readonly record: readonly TaskId[];
  /** Those, and what they depend on: run to be in place. Both in the order of the tasks given. */
  readonly run: readonly TaskId[];
}

/**
 * This shard's part of the tasks. The longest task goes first, to the shard that is done earliest with it and
 * with those of its dependencies that are not yet there; a task without an estimate counts as the median of
 * those that have one. Every shard of the same tasks and estimates comes to the same division.
 *
 * @param index 1-based
 */
export function shardTasks(
  tasks: readonly Task[],
  index: number,
  count: number,
  estimates: ReadonlyMap<TaskId, number> = new Map(),
): Result<Share> {
  if (!Number.isInteger(index) || !Number.isInteger(count) || index < 1 || index > count) {
    return fail({
      code: "BAD_SHARD",
      what: `There is no shard ${index} of ${count}`,
      fix: "Write it as 1/4 to 4/4.",
    });
  }
  const cost = costs(tasks, estimates);
  const closure = closures(tasks);
  const shards = Array.from({ length: count }, () => ({
    load: 0,
    record: new Set<TaskId>(),
    run: new Set<TaskId>(),
  }));
  const byLength = [...tasks].sort((a, b) => cost(b.id) - cost(a.id) || (a.id < b.id ? -1 : 1));
  for (const { id } of byLength) {
    const loads = shards.map(({ load, run }) =>
      [...closure(id)].reduce((sum, need) => (run.has(need) ? sum : sum + cost(need)), load),
    );
    const best = loads.indexOf(Math.min(...loads));
    const shard = shards[best]!;
    shard.load = loads[best]!;
    shard.record.add(id);
    for (const need of closure(id)) shard.run.add(need);
  }
  const { record, run } = shards[index - 1]!;
  const ids = tasks.map((task) => task.id);
  return ok({ record: ids.filter((id) => record.has(id)), run: ids.filter((id) => run.has(id)) });
}

function costs(tasks: readonly Task[], estimates: ReadonlyMap<TaskId, number>): (id: TaskId) => number {
  const known = tasks.flatMap((task) => estimates.get(task.id) ?? []).sort((a, b) => a - b);
  const median = known[Math.floor(known.length / 2)] ?? 1;
  return (id) => estimates.get(id) ?? median;
}

/** A task and all that it depends on among the tasks given. */
function closures(tasks: readonly Task[]): (id: TaskId) => ReadonlySet<TaskId> {
  const known = new Map(tasks.map((task) => [task.id, task]));
  const seen = new Map<TaskId, ReadonlySet<TaskId>>();
  return (id) => {
    const cached = seen.get(id);
    if (cached) return cached;
    const found = new Set<TaskId>();
    const left = [id];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      left.push(...known.get(next)!.dependsOn.filter((need) => known.has(need)));
    }
    seen.set(id, found);
    return found;
  };
}
