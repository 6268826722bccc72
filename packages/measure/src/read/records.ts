import type { Machine, Problem, Task, Timing, Workspace } from "@sixty/model";

/** Timings that somebody else's runs left, and what could not be used of them. */
export interface Records {
  /** Oldest first, then by id. */
  readonly timings: readonly Timing[];
  readonly warnings: readonly Problem[];
}

/** What a reader cannot find in the records itself. */
export interface ReadOptions {
  readonly workspace: Workspace;
  /** Where the runs were made: records do not tell, so it is taken to be here unless the caller knows better. */
  readonly machine: Machine;
}

/** A run of a task as its runner noted it down. Only runs that ended well and came from no cache. */
export interface Run {
  readonly package: string;
  readonly target: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly wallMs: number;
  /** The runner's hash of all that the task read. */
  readonly hash: string;
}

/**
 * Runs as timings of the workspace's own tasks, one for each task and start. The runner's hash is the
 * fingerprint, so that only runs on the same inputs are put together.
 *
 * A runner does not tell whether a compiler found incremental state: its runs count as cold.
 */
export function toTimings(
  runs: readonly Run[],
  source: "nx" | "turbo",
  { workspace, machine }: ReadOptions,
): Records {
  const tasks = tasksByName(workspace);
  const known = new Map<string, Timing>();
  const unknown = new Set<string>();
  for (const run of runs) {
    const task = tasks.get(`${run.package}\0${run.target}`);
    if (!task) unknown.add(`${run.package}:${run.target}`);
    else known.set(`${run.start} ${task.id}`, timing(run, task, source, machine));
  }
  const timings = [...known.values()].sort(
    (a, b) => compare(a.startedAt, b.startedAt) || compare(a.id, b.id),
  );
  return { timings, warnings: unknown.size === 0 ? [] : [notTasks(unknown)] };
}

/** Runners may name a package by its manifest where the workspace has another name for it. */
function tasksByName(workspace: Workspace): Map<string, Task> {
  const names = new Map(workspace.packages.map(({ name, npmName }) => [name, npmName]));
  const tasks = new Map<string, Task>();
  for (const task of workspace.tasks) {
    const npmName = names.get(task.package);
    if (npmName !== undefined) tasks.set(`${npmName}\0${task.target}`, task);
  }
  for (const task of workspace.tasks) tasks.set(`${task.package}\0${task.target}`, task);
  return tasks;
}

function timing(run: Run, task: Task, source: "nx" | "turbo", machine: Machine): Timing {
  return {
    schema: "sixty.timing/1",
    run: `${source}-${run.start}`,
    id: task.id,
    package: task.package,
    target: task.target,
    state: "ok",
    mode: "cold",
    wallMs: Math.max(0, Math.round(run.wallMs)),
    startedAt: new Date(run.start).toISOString(),
    fingerprint: `${source} ${run.hash}`,
    machine,
    source,
  };
}

function notTasks(ids: ReadonlySet<string>): Problem {
  const some = [...ids].sort();
  const shown = some.slice(0, 3).join(", ");
  return {
    code: "NOT_IN_LOOP",
    what: `Runs of ${some.length} task${some.length === 1 ? "" : "s"} outside the loop were left out: ${shown}${some.length > 3 ? ", …" : ""}`,
    fix: "Add their targets to the loop if an edit waits for them.",
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
