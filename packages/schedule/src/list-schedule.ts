import { type BottomLevels, createBottomLevels } from "./bottom-levels.ts";
import { createClock } from "./clock.ts";
import type { Graph } from "./graph.ts";
import { createHeap } from "./heap.ts";

/** Tasks by number, as the scheduler sees them. */
export interface Job {
  /** Task → tasks that wait for it; without cycles. */
  readonly successors: Graph;
  /** Milliseconds by task, ≥ 0. */
  readonly costs: Float64Array;
  /** 1 for a task that runs with nothing beside it. */
  readonly alone: Uint8Array;
  /** Tasks at once, ≥ 1. */
  readonly workers: number;
  /** Cores that a task keeps busy while it runs undisturbed, by task; absent where none is known. */
  readonly demands?: Float64Array;
  /** Cores of the machine; tasks that together want more share them. Needed with `demands`. */
  readonly cores?: number;
  /** How much longer work takes when every core is busy than alone, ≥ 1; 1 unless given. */
  readonly crowding?: number;
}

/** When and where a task ran. Milliseconds from the start; workers count from 0, and a task alone is on 0. */
export type OnFinish = (task: number, startMs: number, finishMs: number, worker: number) => void;

export interface Run {
  readonly makespanMs: number;
  /** max(critical path, work / workers, busy cores over time / cores): no schedule can be faster. */
  readonly boundMs: number;
  readonly workMs: number;
  readonly criticalPathMs: number;
  /** First task of the critical path; -1 when all costs are 0. Follow `next`. */
  readonly head: number;
  /** Arrays valid until the next run. */
  readonly levels: BottomLevels;
}

/**
 * List schedule by critical path: whenever a worker is free, the ready task with the dearest chain behind
 * it starts, the first by number among equals. A member waits for every member that leads to it, also
 * through tasks that are not members, which are cached: they take no time and no worker. Tasks that run
 * alone start when nothing else runs, and until then do not hold the others up (as Nx does it).
 *
 * Where demands are known and the running tasks want more cores than there are, all of them slow down by
 * the same factor until one finishes: two test runs of two threads each on two cores take as long as one
 * after the other, whatever the number of workers.
 *
 * Without either the makespan is at most (2 − 1 / workers) times the best one (Graham 1969).
 *
 * @returns a query; scratch space is allocated once, so that a run costs what its members and their edges do
 */
export function createListSchedule(job: Job): (members: Int32Array, onFinish?: OnFinish) => Run {
  const { successors, costs, alone, workers } = job;
  const { size, offsets, targets } = successors;
  const levelsOf = createBottomLevels(successors, costs);
  const ready = createHeap(size);
  const readyAlone = createHeap(size);
  const running = createHeap(size);
  const idle = createHeap(Math.min(workers, size));
  const workerOf = new Int32Array(size);
  const startOf = new Float64Array(size);
  const done = new Int32Array(size);
  const clock = createClock(job);
  let isAlone = false;

  function begin(levels: BottomLevels): void {
    for (const heap of [ready, readyAlone, running, idle]) heap.clear();
    for (let worker = 0; worker < Math.min(workers, size); worker++) idle.push(worker, worker);
    clock.reset();
    isAlone = false;
    for (const task of levels.order) if (levels.waiting[task] === 0) makeReady(task, levels);
  }

  function makeReady(task: number, levels: BottomLevels): void {
    (alone[task] ? readyAlone : ready).push(-levels.level[task]!, task);
  }

  /** The next task that may start now; -1 when all must wait. */
  function choose(): number {
    if (isAlone || running.size() >= workers) return -1;
    if (running.size() > 0) return ready.pop();
    const least = readyAlone.minKey() - ready.minKey();
    isAlone = least < 0 || (least === 0 && readyAlone.min() < ready.min());
    return isAlone ? readyAlone.pop() : ready.pop();
  }

  function start(task: number): void {
    running.push(clock.start(task), task);
    startOf[task] = clock.now();
    workerOf[task] = idle.pop();
  }

  function finish(task: number, levels: BottomLevels): void {
    isAlone = false;
    idle.push(workerOf[task]!, workerOf[task]!);
    done[0] = task;
    for (let count = 1; count > 0; ) {
      const from = done[--count]!;
      for (let edge = offsets[from]!; edge < offsets[from + 1]!; edge++) {
        const to = targets[edge]!;
        // What leads to no member was never counted and does not come to 0.
        if (--levels.waiting[to]! !== 0) continue;
        if (levels.isMember[to]) makeReady(to, levels);
        else done[count++] = to;
      }
    }
  }

  return (members, onFinish) => {
    const levels = levelsOf(members);
    begin(levels);
    for (;;) {
      for (let task = choose(); task >= 0; task = choose()) start(task);
      if (running.size() === 0) break;
      const progress = running.minKey();
      const now = clock.advance(progress);
      while (running.minKey() === progress) {
        const task = running.pop();
        onFinish?.(task, startOf[task]!, now, workerOf[task]!);
        clock.finish(task);
        finish(task, levels);
      }
    }
    return { makespanMs: clock.now(), ...sums(members, job, levels), levels };
  };
}

function sums(members: Int32Array, { costs, demands, cores = 1, workers }: Job, { level }: BottomLevels) {
  let workMs = 0;
  let busyMs = 0;
  let head = -1;
  let criticalPathMs = 0;
  for (const task of members) {
    workMs += costs[task]!;
    busyMs += costs[task]! * (demands?.[task] ?? 0);
    if (level[task]! < criticalPathMs || level[task] === 0) continue;
    if (level[task] === criticalPathMs && task > head) continue;
    criticalPathMs = level[task]!;
    head = task;
  }
  const boundMs = Math.max(criticalPathMs, workMs / workers, busyMs / cores);
  return { workMs, boundMs, criticalPathMs, head };
}
