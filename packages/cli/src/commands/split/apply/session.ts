import type { Phase } from "@sixty/apply";
import { readHead, timingsFile } from "@sixty/history";
import type { MeasureEvent, MeasureOptions } from "@sixty/measure";
import { ok, type Problem, type Result, type TaskId, type Timing } from "@sixty/model";
import type { DecomposeContext } from "../../../context/decompose.ts";
import { machineHere } from "../../../context/timings.ts";
import type { Call } from "../../../spec.ts";
import { stopOnSignal } from "../../../stop.ts";
import { keepTimings } from "../../measure/keep.ts";
import { showProgress } from "../../measure/progress.ts";
import { runId } from "../../measure/run-id.ts";

/** What the callbacks of one split share. */
export interface ApplySession {
  readonly call: Call;
  readonly context: DecomposeContext;
  readonly signal: AbortSignal;
  /** Options of every measurement of this split. */
  readonly options: Omit<MeasureOptions, "tasks">;
  phase: Phase;
  /** Milliseconds of the newest successful run of each task. */
  readonly estimates: Map<TaskId, number>;
  /** Newest successful runs of this split. */
  readonly timings: Map<TaskId, Timing>;
  readonly warnings: readonly Problem[];
  warn(problem: Problem): void;
  /** Takes a record of a task. What was measured on the split tree is only written once the split is kept. */
  take(timing: Timing): void;
  show(): (event: MeasureEvent) => void;
  end(kept: boolean): Promise<Result<void>>;
}

/** Opens it; from now on Ctrl-C stops what runs instead of the process, and the tree is restored. */
export async function openSession(call: Call, context: DecomposeContext): Promise<ApplySession> {
  const { io, globals } = call;
  const { root, config, timings } = context;
  const controller = new AbortController();
  stopOnSignal(call, controller);
  const run = runId(io.now());
  const store = keepTimings(timingsFile(root, run));
  const head = await readHead(root, io.env);
  const later: Timing[] = [];
  const warnings: Problem[] = [];
  const session: ApplySession = {
    call,
    context,
    signal: controller.signal,
    options: {
      runId: run,
      machine: machineHere({ config }),
      env: io.env,
      now: io.now,
      timeoutMs: config.timeout,
      signal: controller.signal,
      ...(head ? { commit: head.commit } : {}),
    },
    phase: "plan",
    estimates: new Map([...timings.costs].map(([id, { wallMs }]) => [id, wallMs])),
    timings: new Map(),
    warnings,
    warn: (problem) => warnings.push(problem),
    take(timing) {
      if (session.phase === "baseline") store.add(timing);
      else later.push(timing);
      if (timing.state !== "ok") return;
      session.estimates.set(timing.id, timing.wallMs);
      session.timings.set(timing.id, timing);
    },
    show: () => showProgress(io, globals.quiet),
    async end(kept) {
      if (kept) for (const timing of later) store.add({ ...timing, dirty: true });
      const saved = await store.done();
      return saved.ok ? ok(undefined) : saved;
    },
  };
  return session;
}
