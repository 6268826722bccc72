import { ok, type Result, type Task, type TaskId, type Timing, type Workspace } from "@sixty/model";
import type { MeasureEvent } from "./events.ts";
import { fingerprintTasks } from "./fingerprint/fingerprint.ts";
import { measureTask } from "./measure-task.ts";
import { doneKey, type MeasureOptions } from "./options.ts";
import { longestFirst, orderTasks } from "./order.ts";
import { ensureState } from "./paths.ts";
import { runInOrder, type State } from "./pool.ts";
import { record, type Session, warn } from "./session.ts";
import { shardTasks } from "./shard.ts";
import { recoverEdits } from "./warm/recover.ts";

/**
 * Runs tasks in dependency order with every cache off and times them. Each record is told by an event as
 * soon as it is there, so that a caller can keep it; the list of them is returned in the same order.
 *
 * A cold run starts without incremental state of its package (`.tsbuildinfo`, caches of Vite, Vitest, Jest),
 * which is removed where git does not track it. It is removed once for a package in each run: a typecheck
 * after a build finds what the build left, as it does in a loop with nothing cached. Outputs of builds stay.
 *
 * Durations are of the process from its spawn to its exit. A failed task carries no duration (`wallMs: 0`),
 * nor does one that its runner took from a cache, which is a skipped one with the reason `CACHE_HIT`. After a
 * failure the task and its dependents are not run again in later rounds.
 *
 * @returns records so far also when the signal stopped it; `UNKNOWN_TASK`, `TASK_CYCLE` or `BAD_SHARD` before anything ran
 */
export async function measure(
  workspace: Workspace,
  options: MeasureOptions,
  onEvent: (event: MeasureEvent) => void,
): Promise<Result<readonly Timing[]>> {
  const ordered = orderTasks(workspace, options.tasks);
  if (!ordered.ok) return ordered;
  const share = shareOf(ordered.value, options);
  if (!share.ok) return share;
  ensureState(workspace.root);
  const fingerprints = await fingerprintTasks(workspace, options.tasks);
  const known = new Set(
    ordered.value
      .map((task) => task.id)
      .filter((id) => options.done?.has(doneKey(id, fingerprints.get(id) ?? "")) ?? false),
  );
  const recorded = new Set([...share.value.record].filter((id) => !known.has(id)));
  const session: Session = {
    workspace,
    options,
    onEvent,
    fingerprints,
    recorded,
    timings: [],
    cleared: new Set(),
  };
  for (const problem of recoverEdits(workspace.root)) warn(session, problem);

  const chosen = ordered.value.filter((task) => !known.has(task.id) && share.value.run.has(task.id));
  const workers = options.warm ? 1 : Math.max(1, options.workers ?? 1);
  const order = workers > 1 && options.estimates ? longestFirst(chosen, options.estimates) : chosen;
  tellPlan(session, order, [...known], workers);
  await runRounds(session, order, workers);
  const count = (state: Timing["state"]) => session.timings.filter((timing) => timing.state === state).length;
  onEvent({
    type: "finished",
    ok: count("ok"),
    failed: count("failed"),
    skipped: count("skipped"),
    aborted: options.signal?.aborted ?? false,
  });
  return ok(session.timings);
}

function shareOf(
  order: readonly Task[],
  { shard, estimates }: MeasureOptions,
): Result<{ readonly record: ReadonlySet<TaskId>; readonly run: ReadonlySet<TaskId> }> {
  const all = new Set(order.map((task) => task.id));
  if (!shard) return ok({ record: all, run: all });
  const shared = shardTasks(order, shard.index, shard.count, estimates);
  return shared.ok ? ok({ record: new Set(shared.value.record), run: new Set(shared.value.run) }) : shared;
}

async function runRounds(session: Session, order: readonly Task[], workers: number): Promise<void> {
  const broken = new Map<TaskId, State>();
  for (let run = 1; run <= Math.max(1, session.options.runs ?? 1); run++) {
    session.cleared.clear();
    const states = new Map(broken);
    if (run > 1) {
      for (const { id } of order) if (!session.recorded.has(id) && !states.has(id)) states.set(id, "ready");
    }
    await runInOrder(
      order,
      workers,
      states,
      (task) => measureTask(session, task, run),
      (task) => skip(session, task, run),
    );
    for (const [id, state] of states) if (state === "failed" || state === "skipped") broken.set(id, state);
    if (session.options.signal?.aborted) return;
  }
}

function skip(session: Session, task: Task, run: number): State {
  // In later rounds it was told before, unless its dependency has only failed now.
  const told = session.timings.some((timing) => timing.id === task.id && timing.state === "skipped");
  if (session.recorded.has(task.id) && !(run > 1 && told)) {
    const startedAt = session.options.now().toISOString();
    const timing = record(session, task, {
      state: "skipped",
      mode: "cold",
      wallMs: 0,
      startedAt,
      reason: "DEPENDENCY_FAILED",
    });
    session.onEvent({ type: "skipped", timing });
  }
  return "skipped";
}

function tellPlan(session: Session, order: readonly Task[], known: readonly TaskId[], workers: number): void {
  const { runs = 1, estimates, warm } = session.options;
  if ((session.options.workers ?? 1) > 1) {
    warn(session, {
      code: warm ? "WARM_RUNS_ALONE" : "MEASURED_SIDE_BY_SIDE",
      what: warm
        ? "Warm runs edit a file, so tasks are measured one at a time"
        : `${workers} tasks run at once and disturb each other: durations are longer than of each alone`,
      fix: "Leave the number of workers at 1 for durations to compare.",
    });
  }
  const tasks = order.map((task) => task.id).filter((id) => session.recorded.has(id));
  const prepared = order.map((task) => task.id).filter((id) => !session.recorded.has(id));
  const estimateMs = estimateOf(tasks, prepared, runs, workers, estimates);
  session.onEvent({
    type: "plan",
    tasks,
    prepared,
    known,
    runs,
    workers,
    ...(estimateMs === undefined ? {} : { estimateMs }),
  });
}

/** A task that was never measured counts as the mean of the others. Warm runs are left out: they are not known ahead. */
function estimateOf(
  tasks: readonly TaskId[],
  prepared: readonly TaskId[],
  runs: number,
  workers: number,
  estimates: ReadonlyMap<TaskId, number> = new Map(),
): number | undefined {
  const known = [...tasks, ...prepared].flatMap((id) => estimates.get(id) ?? []);
  if (known.length === 0) return undefined;
  const mean = known.reduce((sum, ms) => sum + ms, 0) / known.length;
  const sum = (ids: readonly TaskId[]) => ids.reduce((all, id) => all + (estimates.get(id) ?? mean), 0);
  return Math.round((sum(tasks) * runs + sum(prepared)) / workers);
}
