import type { TaskId, WatchEvent, WatchLoop, WatchTask, WatchVerdict } from "@sixty/model";
import type { LoopLog } from "../keep/loop-log.ts";
import type { Setup } from "../options.ts";
import type { TaskOutcome } from "../runner.ts";
import type { Run } from "./runs.ts";
import type { Tally } from "./tally.ts";

/** Names of files in an event; more are only counted. */
const MOST_FILES = 50;

export interface LoopInput {
  readonly generation: number;
  readonly tally: Tally;
  readonly setup: Setup;
  readonly verdict: WatchVerdict;
  readonly failed: readonly TaskId[];
  readonly blocked: readonly TaskId[];
  readonly log: LoopLog;
  readonly now: Date;
  readonly busy: number | undefined;
}

/** What is to be said of a loop that has ended. */
export function loopEvent(input: LoopInput): WatchLoop {
  const { generation, tally, setup, verdict, failed, blocked } = input;
  const tasks = [...new Set(tally.counted.map(({ run }) => run.task.id))].sort();
  const answerMs = tally.answerMs();
  const slowest = slowestOf(tally);
  const earlier = tally.restarted ? undefined : input.log.earlier(input.now, tasks);
  const ms = tally.ms();
  return {
    type: "loop",
    generation,
    cause: tally.cause,
    ...cut(tally.files),
    tasks,
    ms,
    toolMs: Math.min(ms, tally.toolMs()),
    budgetMs: setup.budgetMs,
    verdict,
    failed,
    blocked,
    ...(answerMs === undefined ? {} : { answerMs }),
    ...predicted(tally, setup),
    ...(slowest === undefined ? {} : { slowest }),
    ...(earlier === undefined ? {} : { earlier: { day: earlier.day, moreMs: ms - earlier.ms } }),
    ...(input.busy === undefined ? {} : { busy: input.busy }),
  };
}

/** What is to be said of a run that has ended. */
export function taskEvent(
  generation: number,
  { task, pass }: Run,
  { wallMs, toolMs, warm, reason, failures, output }: TaskOutcome,
  state: "ok" | "failed" | "cancelled",
): WatchTask {
  return {
    type: "task",
    generation,
    id: task.id,
    state,
    pass,
    ms: wallMs,
    toolMs,
    warm,
    ...(reason === undefined ? {} : { reason }),
    ...(state === "failed" ? { failures, output } : {}),
  };
}

export function cut(files: readonly string[]): { files: readonly string[]; fileCount: number } {
  return { files: files.slice(0, MOST_FILES), fileCount: files.length };
}

/** The loop as a clean machine would run it: all that the changes make stale, cold. */
function predicted({ reached }: Tally, { model, budgetMs }: Setup): Partial<WatchLoop> {
  const known = new Set(model.workspace.tasks.map(({ id }) => id));
  const ids = reached.filter((id) => known.has(id));
  const missing = new Set(model.unmeasured);
  const unmeasured = ids.filter((id) => missing.has(id)).length;
  if (ids.length === 0 || unmeasured === ids.length) return unmeasured > 0 ? { unmeasured } : {};
  const { makespanMs } = model.makespan(ids);
  return {
    predictedMs: makespanMs,
    headroomMs: budgetMs - makespanMs,
    ...(unmeasured > 0 ? { unmeasured } : {}),
  };
}

function slowestOf({ counted }: Tally): { readonly id: TaskId; readonly ms: number } | undefined {
  const sums = new Map<TaskId, number>();
  for (const { run, outcome } of counted)
    sums.set(run.task.id, (sums.get(run.task.id) ?? 0) + outcome.wallMs);
  const [first] = [...sums].sort(([, a], [, b]) => b - a);
  return first && { id: first[0], ms: first[1] };
}

export type Emit = (event: WatchEvent) => void;
