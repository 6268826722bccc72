import type { RunTasks, TaskOutcome } from "@sixty/apply";
import { measure } from "@sixty/measure";
import type { TaskId, Timing, Workspace } from "@sixty/model";
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
        session.take(timing);
        outcomes.set(timing.id, outcomeOf(timing, event.type === "done" ? event.tests : undefined));
      },
    );
    if (!measured.ok) return ids.map((id) => ({ id, state: "failed", tail: measured.error.what }));
    for (const [id, { state }] of outcomes) if (state === "ok") inPlace.add(id);
    const asked = ids.map((id) => outcomes.get(id) ?? { id, state: "skipped" as const });
    const needs = [...outcomes.values()].filter(({ id, state }) => state !== "ok" && !ids.includes(id));
    countTests(session, asked);
    return [...needs, ...asked];
  };
}

function withNeeds(workspace: Workspace, ids: readonly TaskId[], inPlace: ReadonlySet<TaskId>): TaskId[] {
  const known = new Map(workspace.tasks.map((task) => [task.id, task]));
  const all = new Set(ids);
  for (const id of all)
    for (const need of known.get(id)?.dependsOn ?? []) if (!inPlace.has(need)) all.add(need);
  return [...all].sort();
}

function outcomeOf(timing: Timing, tests: readonly string[] | undefined): TaskOutcome {
  const { id, state, reason, tail, testFiles } = timing;
  // A runner that took a result from its cache says by it that the task passed.
  const passed = state === "ok" || reason === "CACHE_HIT";
  const testCount = testFiles?.reduce((sum, file) => sum + (file.tests ?? 0), 0);
  return {
    id,
    state: passed ? "ok" : state,
    ...(tests ? { tests } : {}),
    ...(testCount === undefined ? {} : { testCount }),
    ...(tail === undefined ? {} : { tail }),
  };
}

function countTests({ tests, phase }: ApplySession, outcomes: readonly TaskOutcome[]): void {
  const count = outcomes.reduce((sum, one) => sum + (one.tests?.length ?? one.testCount ?? 0), 0);
  tests[phase === "baseline" ? "before" : "after"] = count;
}
