export interface SmallGraph {
  /** By task: what it waits for, all of lower number. */
  readonly needs: readonly (readonly number[])[];
  readonly costs: readonly number[];
  readonly members: readonly number[];
  readonly workers: number;
}

/** Whether `to` waits for `from`, directly or not. */
export function leadsTo(needs: SmallGraph["needs"], from: number, to: number): boolean {
  return needs[to]!.some((need) => need === from || leadsTo(needs, from, need));
}

/**
 * The best makespan of all schedules without preemption, by trying every order of starts: each task in its
 * turn starts as early as its needs and a worker allow, which some order of an optimal schedule also does.
 */
export function bestMakespan({ needs, costs, members, workers }: SmallGraph): number {
  const before = new Map(members.map((to) => [to, members.filter((from) => leadsTo(needs, from, to))]));
  let best = Number.POSITIVE_INFINITY;

  function place(finish: ReadonlyMap<number, number>, free: readonly number[], latest: number): void {
    if (latest >= best) return;
    if (finish.size === members.length) {
      best = latest;
      return;
    }
    for (const task of members) {
      if (finish.has(task) || !before.get(task)!.every((need) => finish.has(need))) continue;
      const [worker, ...rest] = [...free].sort((a, b) => a - b) as [number, ...number[]];
      const start = Math.max(worker, ...before.get(task)!.map((need) => finish.get(need)!));
      const end = start + costs[task]!;
      place(new Map(finish).set(task, end), [...rest, end], Math.max(latest, end));
    }
  }
  if (members.length === 0) return 0;
  place(new Map(), new Array<number>(workers).fill(0), 0);
  return best;
}
