import type { Task, TaskId } from "@sixty/model";

/** Tasks and what each waits for. */
export interface TaskGraph {
  /** In the order in which they start when all are ready. */
  readonly order: readonly TaskId[];
  readonly task: (id: TaskId) => Task;
  readonly has: (id: TaskId) => boolean;
  /** Direct ones that are in the workspace. */
  readonly dependsOn: (id: TaskId) => readonly TaskId[];
  /** Direct and indirect ones. */
  readonly allBefore: (id: TaskId) => ReadonlySet<TaskId>;
}

/** @param rank by id, lower starts first; ties and tasks without one by id, last */
export function taskGraph(tasks: readonly Task[], rank: ReadonlyMap<TaskId, number> = new Map()): TaskGraph {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const direct = new Map(
    tasks.map(({ id, dependsOn }) => [id, dependsOn.filter((other) => byId.has(other))]),
  );
  const known = new Map<TaskId, ReadonlySet<TaskId>>();
  const at = (id: TaskId) => rank.get(id) ?? Number.POSITIVE_INFINITY;
  const before = (id: TaskId): ReadonlySet<TaskId> => {
    const found = new Set<TaskId>();
    const left = [...(direct.get(id) ?? [])];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      left.push(...(direct.get(next) ?? []));
    }
    return found;
  };
  return {
    order: [...byId.keys()].sort((a, b) => (at(a) === at(b) ? (a < b ? -1 : 1) : at(a) - at(b))),
    task: (id) => byId.get(id)!,
    has: (id) => byId.has(id),
    dependsOn: (id) => direct.get(id) ?? [],
    allBefore: (id) => {
      const seen = known.get(id) ?? before(id);
      known.set(id, seen);
      return seen;
    },
  };
}
