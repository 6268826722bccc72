import type { Task, TaskId } from "@sixty/model";

/** What became of a task. `ready` is in place without having run. */
export type State = "ok" | "failed" | "skipped" | "aborted" | "ready";

/**
 * Runs tasks in dependency order, some at once; one without `parallelism` has the machine to itself.
 * A task whose dependency is in `states` and not in place is given to `skip`.
 *
 * @param order each task after its dependencies
 * @param states filled as tasks end; what is there already is not run
 */
export async function runInOrder(
  order: readonly Task[],
  workers: number,
  states: Map<TaskId, State>,
  run: (task: Task) => Promise<State>,
  skip: (task: Task) => State,
): Promise<void> {
  const waiting = order.filter((task) => !states.has(task.id));
  const running = new Map<TaskId, Promise<void>>();
  let alone = false;
  const ids = new Set(order.map((task) => task.id));

  const start = (task: Task) => {
    alone = !task.parallelism;
    const end = run(task).then((state) => {
      states.set(task.id, state);
      running.delete(task.id);
      if (!task.parallelism) alone = false;
    });
    running.set(task.id, end);
  };

  while (waiting.length > 0 || running.size > 0) {
    for (let at = 0; at < waiting.length; ) {
      const task = waiting[at]!;
      const ends = task.dependsOn.filter((id) => ids.has(id)).map((id) => states.get(id));
      if (ends.some((state) => state === "failed" || state === "skipped" || state === "aborted")) {
        states.set(task.id, ends.includes("aborted") ? "aborted" : skip(task));
        waiting.splice(at, 1);
        at = 0;
        continue;
      }
      const free = running.size < workers && !alone && (task.parallelism || running.size === 0);
      if (free && ends.every((state) => state !== undefined)) {
        waiting.splice(at, 1);
        start(task);
      } else {
        at++;
      }
    }
    if (running.size > 0) await Promise.race(running.values());
  }
}
