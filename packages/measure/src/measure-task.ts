import { relative, sep } from "node:path";
import type { Task } from "@sixty/model";
import { clearIncremental } from "./cold/clear.ts";
import type { State } from "./pool.ts";
import { reasonOf } from "./process/reason.ts";
import { dropTestCache, runTask, type TaskRun } from "./run-task.ts";
import { record, type Session, warn } from "./session.ts";
import { measureWarm } from "./warm/measure-warm.ts";

/** One task of one round: cold, then warm where that is asked for. */
export async function measureTask(session: Session, task: Task, run: number): Promise<State> {
  if (session.options.signal?.aborted) return "aborted";
  const recorded = session.recorded.has(task.id);
  if (recorded) await makeCold(session, task);
  const estimateMs = session.options.estimates?.get(task.id);
  session.onEvent({
    type: "start",
    id: task.id,
    purpose: recorded ? "cold" : "prepare",
    run,
    ...(estimateMs === undefined ? {} : { estimateMs }),
  });
  const done = await runTask(session, task, `${recorded ? "cold" : "prepare"}-${run}`, false);
  try {
    const state = recorded ? take(session, task, done) : prepared(session, task, done);
    if (state === "ok" && recorded && session.options.warm) await measureWarm(session, task, run);
    return state;
  } finally {
    dropTestCache(session, task);
  }
}

async function makeCold(session: Session, task: Task): Promise<void> {
  if (session.cleared.has(task.package)) return;
  session.cleared.add(task.package);
  const member = session.workspace.packages.find(({ name }) => name === task.package);
  if (member) await clearIncremental(session.workspace, member);
}

function take(
  session: Session,
  task: Task,
  { outcome, startedAt, hit, testFiles, testNames, log }: TaskRun,
): State {
  const reason = reasonOf(outcome.ending);
  if (reason === "ABORTED") return "aborted";
  const files = testFiles.length > 0 ? { testFiles: [...testFiles] } : {};
  if (reason !== undefined) {
    const timing = record(session, task, {
      state: "failed",
      mode: "cold",
      wallMs: 0,
      startedAt,
      reason,
      tail: outcome.tail,
    });
    session.onEvent({
      type: "failed",
      timing,
      log: relative(session.workspace.root, log).split(sep).join("/"),
    });
    return "failed";
  }
  if (hit) {
    const timing = record(session, task, {
      state: "skipped",
      mode: "cold",
      wallMs: 0,
      startedAt,
      reason: "CACHE_HIT",
    });
    session.onEvent({ type: "skipped", timing });
    // Its outputs are in place all the same.
    return "ready";
  }
  const { wallMs, cpuMs } = outcome;
  const timing = record(session, task, {
    state: "ok",
    mode: "cold",
    wallMs,
    ...(cpuMs === undefined ? {} : { cpuMs }),
    startedAt,
    ...files,
  });
  session.onEvent({ type: "done", timing, ...(testNames.length > 0 ? { tests: testNames } : {}) });
  return "ok";
}

function prepared(session: Session, task: Task, { outcome, log }: TaskRun): State {
  const reason = reasonOf(outcome.ending);
  if (reason === undefined) return "ready";
  if (reason === "ABORTED") return "aborted";
  warn(session, {
    code: "PREPARATION_FAILED",
    what: `A dependency that another shard records ended with ${reason}`,
    where: task.id,
    fix: `Read ${relative(session.workspace.root, log).split(sep).join("/")}.`,
  });
  return "failed";
}
