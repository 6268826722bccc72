import type { RunTasks, TaskOutcome } from "@sixty/apply";
import { measure } from "@sixty/measure";
import type { TaskId, Workspace } from "@sixty/model";
import { outcomeOf } from "./outcome.ts";
import type { ApplySession } from "./session.ts";

/**
 * Runs tasks one at a time with caches off, and first what they need that no call before has put in place. Their
 * timings are those of `sixty measure`.
 */
export function taskRunner(session: ApplySession): RunTasks {
  const inPlace = new Set<TaskId>();
  return async (workspace, ids) => {
    const tasks = withNeeds(workspace, ids, inPlace);
    const outcomes = new Map<TaskId, TaskOutcome>();
    const isLoop = loopTasks(workspace);
    const show = session.show();
    const { estimates } = session;
    const measured = await measure(
      workspace,
      { ...session.options, tasks, testNames: true, estimates },
      (event) => {
        show(event);
        if (event.type === "warning") session.warn(event.problem);
        if (!("timing" in event)) return;
        const { timing } = event;
        if (isLoop(timing.id)) session.take(timing);
        outcomes.set(timing.id, outcomeOf(timing, event.type === "done" ? event.tests : undefined));
      },
    );
    if (!measured.ok) return ids.map((id) => ({ id, state: "failed", tail: measured.error.what }));
    for (const [id, { state }] of outcomes) if (state === "ok") inPlace.add(id);
    const asked = ids.map((id) => outcomes.get(id) ?? { id, state: "skipped" as const });
    const needs = [...outcomes.values()].filter(({ id, state }) => state !== "ok" && !ids.includes(id));
    return [...needs, ...asked];
  };
}

/** Scripts of the root prove a split; their times are no part of a loop, and are not kept. */
function loopTasks({ checks = [] }: Workspace): (id: TaskId) => boolean {
  const others = new Set(checks.map(({ id }) => id));
  return (id) => !others.has(id);
}

function withNeeds(workspace: Workspace, ids: readonly TaskId[], inPlace: ReadonlySet<TaskId>): TaskId[] {
  const known = new Map(workspace.tasks.map((task) => [task.id, task]));
  const all = new Set(ids);
  for (const id of all)
    for (const need of known.get(id)?.dependsOn ?? []) if (!inPlace.has(need)) all.add(need);
  return [...all].sort();
}
