import { randomUUID } from "node:crypto";
import { fail, ok, type Problem, type Result, type TaskId, type Timing, type Workspace } from "@sixty/model";
import { leastAlone, processorTimes, wasDisturbed } from "./disturbed.ts";
import type { MeasureEvent } from "./events.ts";
import { measure } from "./measure.ts";
import type { MeasureOptions } from "./options.ts";
import { ensureState } from "./paths.ts";
import { applyEdit, closeEdit, type Edit, undoEdit } from "./warm/edit.ts";
import { processId } from "./warm/process-id.ts";

/** One edit whose loop is timed. */
export interface EditToTime {
  /** Source file that gets one comment line more; workspace-relative, POSIX. */
  readonly file: string;
  /** Tasks that the edit makes stale. */
  readonly tasks: readonly TaskId[];
}

/** A loop that was timed; `aloneMs` is the least that it would have taken without other work on the machine. */
export interface TimedLoop {
  readonly ms: number;
  readonly aloneMs: number;
}

/** As for `measure`, without what makes no sense for a loop. */
export type LoopOptions = Omit<MeasureOptions, "tasks" | "runs" | "warm" | "done" | "shard">;

/** Times that one loop is timed at most, and milliseconds after which it is not timed again. */
const TIMES = 3;
const ENOUGH_MS = 180_000;

/**
 * Times loops by real edits: for each, a line is put behind the file, the stale tasks run cold with the workers
 * asked for, and the clock runs from the start of the first to the end of the last. Then the line is taken away.
 * Builds of edited sources run once more at the end, so that outputs match the sources; only then do the files get
 * their old times back. A kill leaves edits that `recoverEdits` takes back.
 *
 * A loop that other work on the machine held up is timed again, three times at most and three minutes in all, and the
 * fastest counts: noise only ever adds. No record of these runs is worth keeping as a task's cost: tasks ran beside each other.
 *
 * @returns times in the order of `edits`; `LOOP_FAILED` when a task fails after an edit, `ABORTED`
 */
export async function measureLoops(
  workspace: Workspace,
  edits: readonly EditToTime[],
  options: LoopOptions,
  onEvent: (event: MeasureEvent) => void,
): Promise<Result<readonly TimedLoop[]>> {
  ensureState(workspace.root);
  const open: Edit[] = [];
  const problems: Problem[] = [];
  try {
    const times: TimedLoop[] = [];
    for (const edit of edits) {
      const timed = await timeOne(workspace, edit, options, onEvent, open, problems);
      if (!timed.ok) return timed;
      times.push(timed.value);
    }
    return ok(times);
  } finally {
    await settle(workspace, edits.slice(0, open.length), options, onEvent);
    // The first edit of a file knows its old times.
    for (const edit of open.reverse()) closeEdit(edit, problems.length === 0);
    for (const problem of problems) onEvent({ type: "warning", problem });
  }
}

async function timeOne(
  workspace: Workspace,
  { file, tasks }: EditToTime,
  options: LoopOptions,
  onEvent: (event: MeasureEvent) => void,
  open: Edit[],
  problems: Problem[],
): Promise<Result<TimedLoop>> {
  if (options.signal?.aborted) return fail(aborted());
  let edit: Edit;
  try {
    edit = applyEdit(workspace.root, file, randomUUID(), processId(process.pid));
  } catch (error) {
    return fail({
      code: "CANNOT_EDIT",
      what: `The file could not be edited to time its loop: ${error instanceof Error ? error.message : error}`,
      where: file,
      fix: "Make it writable.",
    });
  }
  open.push(edit);
  try {
    return await timeUndisturbed(workspace, { file, tasks }, options, onEvent);
  } finally {
    const problem = undoEdit(edit);
    if (problem) problems.push(problem);
  }
}

/** The fewest milliseconds of up to three times: again only where other work on the machine held it up. */
async function timeUndisturbed(
  workspace: Workspace,
  { file, tasks }: EditToTime,
  options: LoopOptions,
  onEvent: (event: MeasureEvent) => void,
): Promise<Result<TimedLoop>> {
  let ms = Number.POSITIVE_INFINITY;
  let aloneMs = 0;
  let spent = 0;
  for (let time = 1; time <= TIMES && spent + spent / Math.max(1, time - 1) <= ENOUGH_MS; time++) {
    const timed = await timeTasks(workspace, file, tasks, options, onEvent);
    if (!timed.ok) return timed;
    ms = Math.min(ms, timed.value.ms);
    aloneMs = Math.max(aloneMs, timed.value.aloneMs);
    spent += timed.value.ms;
    if (!timed.value.disturbed) return ok({ ms, aloneMs: ms });
  }
  onEvent({ type: "warning", problem: heldUp(file) });
  return ok({ ms, aloneMs: Math.min(ms, aloneMs) });
}

async function timeTasks(
  workspace: Workspace,
  file: string,
  tasks: readonly TaskId[],
  options: LoopOptions,
  onEvent: (event: MeasureEvent) => void,
): Promise<Result<TimedLoop & { readonly disturbed: boolean }>> {
  let started: number | undefined;
  let ended = 0;
  let before = processorTimes();
  let after = before;
  const measured = await measure(workspace, { ...options, tasks }, (event) => {
    if (event.type === "start" && started === undefined) {
      started = performance.now();
      before = processorTimes();
    }
    if ("timing" in event) {
      ended = performance.now();
      after = processorTimes();
    }
    if (!isExpected(event)) onEvent(event);
  });
  if (!measured.ok) return measured;
  if (options.signal?.aborted) return fail(aborted());
  const bad = measured.value.find(({ state, reason }) => state !== "ok" && reason !== "CACHE_HIT");
  if (bad) return fail(failed(bad, file));
  if (started === undefined) return ok({ ms: 0, aloneMs: 0, disturbed: false });
  const ownMs = measured.value.reduce((sum, { cpuMs }) => sum + (cpuMs ?? 0), 0);
  const ms = Math.round(ended - started);
  const aloneMs = leastAlone(ms, before, after, ownMs);
  return ok({ ms, aloneMs, disturbed: wasDisturbed(before, after, ownMs) });
}

/** Side by side is what a loop is. */
function isExpected(event: MeasureEvent): boolean {
  return event.type === "warning" && event.problem.code === "MEASURED_SIDE_BY_SIDE";
}

async function settle(
  workspace: Workspace,
  edits: readonly EditToTime[],
  options: LoopOptions,
  onEvent: (event: MeasureEvent) => void,
): Promise<void> {
  const builds = new Set(workspace.tasks.filter(({ kind }) => kind === "build").map(({ id }) => id));
  const tasks = [...new Set(edits.flatMap((edit) => edit.tasks))].filter((id) => builds.has(id)).sort();
  if (tasks.length === 0 || options.signal?.aborted) return;
  await measure(workspace, { ...options, tasks }, (event) => {
    if (!isExpected(event)) onEvent(event);
  });
}

function heldUp(file: string): Problem {
  return {
    code: "LOOP_HELD_UP",
    what: "Other work on the machine held up every run of this loop, so its time is too long",
    where: file,
    fix: "Time it again when the machine has nothing else to do.",
  };
}

function failed({ id, reason }: Timing, file: string): Problem {
  return {
    code: "LOOP_FAILED",
    what: `${id} ended with ${reason ?? "a failure"} after a comment line was put behind ${file}`,
    where: id,
    fix: "Run it twice in a row: a task that passes only sometimes cannot be timed.",
  };
}

function aborted(): Problem {
  return { code: "ABORTED", what: "The loop was not timed to its end", fix: "Run it again." };
}
