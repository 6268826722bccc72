import type { Task, TaskId, WatchVerdict } from "@sixty/model";
import type { Setup } from "../options.ts";
import type { Runners } from "../runner.ts";
import { type Entry, Ledger } from "../state/ledger.ts";
import { blockedTasks, type Moment } from "../state/pick.ts";
import { type TaskGraph, taskGraph } from "../state/task-graph.ts";

/** The tasks as one reading of the workspace gives them, with what is known of each. */
export interface Tasks {
  readonly setup: Setup;
  readonly graph: TaskGraph;
  readonly ledger: Ledger;
  readonly definition: (id: TaskId) => string;
  /** @param newest files whose own packages come first */
  readonly moment: (
    running: ReadonlySet<TaskId>,
    held: ReadonlySet<TaskId>,
    newest: readonly string[],
  ) => Moment;
  /** Of the whole scope as it is now; nothing passes while it is doubted what belongs to it. */
  readonly state: (
    moment: Moment,
    doubted?: boolean,
  ) => {
    readonly verdict: WatchVerdict;
    readonly failed: readonly TaskId[];
    readonly blocked: ReadonlyMap<TaskId, TaskId>;
  };
}

/** What is known of a task that is defined like this. */
export type Recall = (
  id: TaskId,
  definition: string,
) => Pick<Entry, "state" | "torn" | "since" | "sinceGreen"> | undefined;

/** @param recall gives what is known from before; tasks without it must run */
export function createTasks(setup: Setup, runners: Runners, recall: Recall): Tasks {
  const { workspace, model, scope, workers } = setup;
  const graph = taskGraph(workspace.tasks, ranks(setup));
  const reached = new Map<string, readonly TaskId[]>();
  const ledger = new Ledger(
    workspace.tasks.map(({ id }) => id),
    (file) => {
      const seen = reached.get(file) ?? model.affected([file]);
      reached.set(file, seen);
      return seen;
    },
  );
  const definitions = new Map(workspace.tasks.map((task) => [task.id, definitionOf(task)]));
  for (const [id, definition] of definitions) {
    const before = recall(id, definition);
    if (before) ledger.restore(id, before);
  }
  const isFailed = (id: TaskId) => ledger.get(id).state === "failed" && !ledger.isStale(id);
  return {
    setup,
    graph,
    ledger,
    definition: (id) => definitions.get(id) ?? "",
    moment: (running, held, newest) => ({
      graph,
      ledger,
      running,
      held,
      first: ofPackages(graph, new Set(newest.map((file) => model.packageOf(file)?.name))),
      scope: (id) => scope.has(id),
      relates: (id) => runners.for(graph.task(id)).relates,
      workers,
    }),
    state: (moment, doubted = false) => {
      const blocked = blockedTasks(moment);
      const failed = graph.order.filter(
        (id) => isFailed(id) && (scope.has(id) || [...blocked.values()].includes(id)),
      );
      const unknown = doubted || [...scope].some((id) => ledger.isStale(id) && !blocked.has(id));
      const verdict = failed.length > 0 || blocked.size > 0 ? "fail" : unknown ? "inconclusive" : "pass";
      return { verdict, failed: failed.sort(), blocked };
    },
  };
}

/** Tasks of these packages, and what they need. */
function ofPackages(graph: TaskGraph, names: ReadonlySet<string | undefined>): ReadonlySet<TaskId> {
  const own = names.size === 0 ? [] : graph.order.filter((id) => names.has(graph.task(id).package));
  return new Set(own.flatMap((id) => [id, ...graph.allBefore(id)]));
}

/** As the schedule of the complete loop starts them. */
function ranks({ model, workspace }: Setup): ReadonlyMap<TaskId, number> {
  return new Map(model.schedule(workspace.tasks.map(({ id }) => id)).map(({ id }, at) => [id, at]));
}

function definitionOf({ command, inputs, dependsOn, parallelism, testTool }: Task): string {
  return JSON.stringify([command, inputs, dependsOn, parallelism, testTool ?? ""]);
}
