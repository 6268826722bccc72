import type { Loop, Makespan, Package, ScheduledTask, TaskId, Timings, Workspace } from "@sixty/model";
import { createAffected } from "./affected.ts";
import { costsOf, wholeMs } from "./costs.ts";
import { createListSchedule, type Run } from "./list-schedule.ts";
import { byText } from "./order.ts";
import { indexTasks } from "./task-index.ts";
import { indexTriggers, type Trigger } from "./triggers.ts";

/** A loop and whom it reaches. */
export interface PackageEdit extends Loop {
  /** Makespan of the stale tasks of the edited package alone. */
  readonly ownMs: number;
  /** Packages other than the edited one with a stale task. */
  readonly dependents: number;
}

/** Prepared once from a workspace and its timings, then only queried. Paths are workspace-relative and POSIX. */
export interface LoopModel {
  readonly workspace: Workspace;
  readonly timings: Timings;
  readonly workers: number;
  /** Tasks without a usable timing, sorted. They cost 0 ms. */
  readonly unmeasured: readonly TaskId[];
  /** The package that holds a file: the one with the longest root; absent when none does. */
  packageOf(file: string): Package | undefined;
  /** Tasks that an edit of all these files makes stale, sorted. */
  affected(files: readonly string[]): readonly TaskId[];
  /** The list schedule of these tasks, all others cached. Throws on an unknown id. */
  makespan(tasks: Iterable<TaskId>): Makespan;
  /** The same schedule, task by task, by start, then worker. */
  schedule(tasks: Iterable<TaskId>): readonly ScheduledTask[];
  /** The loop after an edit of all these files. */
  loop(files: readonly string[]): Loop;
  /** The loop after an edit of a package's `entry`, or of `src/index.ts` in it. Throws on an unknown name. */
  editOf(packageName: string): PackageEdit;
  /** The loop with nothing cached. */
  complete(): Loop;
}

/**
 * Prepares the loop model.
 *
 * A task costs its cold wall time, as it was measured with nothing beside it. Where its CPU time is known,
 * tasks that want more cores than the machine of the timings has slow each other down. Answers are remembered by what a file looks like to the tasks, so asking for every file of a repository costs little more than for every package.
 *
 * @param workers tasks at once, ≥ 1
 * @throws on a cycle of tasks
 */
export function createModel(workspace: Workspace, timings: Timings, workers: number): LoopModel {
  const index = indexTasks(workspace);
  const { tasks, packages, packageOf, taskAt, packageAt } = index;
  const triggers = indexTriggers(index);
  const affectedBy = createAffected(index, triggers);
  const { costs, demands, measured } = costsOf(tasks, timings);
  const run = createListSchedule({
    successors: index.successors,
    costs,
    alone: Uint8Array.from(tasks, ({ parallelism }) => Number(!parallelism)),
    workers,
    demands,
    cores: timings.machine.cores,
    crowding: timings.machine.crowding ?? 1,
  });
  const loops = new Map<string, Loop>();
  const countedIn = new Int32Array(packages.length);
  let countRound = 0;

  function numbersOf(ids: Iterable<TaskId>): Int32Array {
    return Int32Array.from(new Set(ids), (id) => {
      const at = taskAt.get(id);
      if (at === undefined) throw new Error(`No task is called ${id}`);
      return at;
    });
  }

  function makespanOf({ makespanMs, boundMs, criticalPathMs, workMs, head, levels }: Run): Makespan {
    const criticalPath: TaskId[] = [];
    for (let at = head; at >= 0; at = levels.next[at]!)
      if (levels.isMember[at]) criticalPath.push(tasks[at]!.id);
    return {
      makespanMs: wholeMs(makespanMs),
      criticalPathMs,
      workMs,
      boundMs: wholeMs(boundMs),
      criticalPath,
    };
  }

  function loopOf(members: Int32Array): Loop {
    let unmeasured = members.length;
    for (const task of members) unmeasured -= measured[task]!;
    return { ...makespanOf(run(members)), tasks: members.length, unmeasured };
  }

  function triggersOf(files: readonly string[]): readonly Trigger[] {
    if (files.length === 1) return [triggers.triggerOf(files[0]!)];
    return [...new Map(files.map(triggers.triggerOf).map((trigger) => [trigger.key, trigger])).values()];
  }

  function keyOf(by: readonly Trigger[]): string {
    const keys = by.map(({ key }) => key);
    return keys.sort(byText).join(";");
  }

  function loop(files: readonly string[]): Loop {
    const by = triggersOf(files);
    const key = keyOf(by);
    const known = loops.get(key) ?? loopOf(affectedBy(by));
    loops.set(key, known);
    return known;
  }

  function countPackages(members: Int32Array): number {
    countRound++;
    let count = 0;
    for (const task of members) {
      const owner = packageOf[task]!;
      if (owner < 0 || countedIn[owner] === countRound) continue;
      countedIn[owner] = countRound;
      count++;
    }
    return count;
  }

  function editOf(name: string): PackageEdit {
    const at = packageAt.get(name);
    if (at === undefined) throw new Error(`No package is called ${name}`);
    const { root, entry } = packages[at]!;
    const by = triggersOf([entry ?? (root === "." ? "src/index.ts" : `${root}/src/index.ts`)]);
    const key = keyOf(by);
    const stale = affectedBy(by);
    const whole = loops.get(key) ?? loopOf(stale);
    loops.set(key, whole);
    const own = stale.filter((task) => packageOf[task] === at);
    const dependents = countPackages(stale) - Number(own.length > 0);
    return { ...whole, ownMs: wholeMs(run(own).makespanMs), dependents };
  }

  return {
    workspace,
    timings,
    workers,
    unmeasured: tasks.filter((_, at) => !measured[at]).map(({ id }) => id),
    packageOf: (file) => packages[triggers.ownerOf(file)],
    affected: (files) =>
      Array.from(affectedBy(triggersOf(files)))
        .sort((a, b) => a - b)
        .map((at) => tasks[at]!.id),
    makespan: (ids) => makespanOf(run(numbersOf(ids))),
    schedule: (ids) => {
      const rows: ScheduledTask[] = [];
      run(numbersOf(ids), (task, startMs, finishMs, worker) => {
        rows.push({ id: tasks[task]!.id, startMs: wholeMs(startMs), finishMs: wholeMs(finishMs), worker });
      });
      return rows.sort((a, b) => a.startMs - b.startMs || a.worker - b.worker || byText(a.id, b.id));
    },
    loop,
    editOf,
    complete: () => loopOf(Int32Array.from(tasks.keys())),
  };
}
