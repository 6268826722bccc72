import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import type { TaskOutcome, TaskRun } from "../../runner.ts";
import type { VitestDone } from "./answer.ts";
import { failuresOf, outputOf } from "./failures.ts";

const TAIL_LINES = 40;

/** @param tail what the process printed during the run */
export function outcomeOf(
  done: VitestDone,
  run: TaskRun,
  warm: boolean,
  began: number,
  tail: string,
): TaskOutcome {
  const wallMs = since(began);
  const base = realpathSync(run.root);
  const testFiles = done.modules
    .map(({ file, ms }) => ({ file: relative(base, file).split(sep).join("/"), ms: Math.round(ms) }))
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const shared = { wallMs, toolMs: Math.min(wallMs, Math.round(done.ms)), testFiles, warm };
  if (done.code === 0) return { ...shared, state: "ok", output: "", failures: [] };
  const failures = failuresOf(done, run.root);
  const total = done.errors.length + done.modules.reduce((sum, one) => sum + one.failures.length, 0);
  return {
    ...shared,
    state: "failed",
    // What fails without a test, as coverage below its threshold, is only in the output.
    output: failures.length > 0 ? outputOf(failures, total) : tail.split("\n").slice(-TAIL_LINES).join("\n"),
    failures,
    reason: `EXIT_${done.code}`,
  };
}

export function cancelled(began: number): TaskOutcome {
  const wallMs = since(began);
  return {
    state: "cancelled",
    wallMs,
    toolMs: wallMs,
    output: "",
    failures: [],
    reason: "ABORTED",
    warm: false,
  };
}

export function timedOut(began: number, tail: string): TaskOutcome {
  const wallMs = since(began);
  const output = tail.split("\n").slice(-TAIL_LINES).join("\n");
  return { state: "failed", wallMs, toolMs: wallMs, output, failures: [], reason: "TIMEOUT", warm: false };
}

function since(began: number): number {
  return Math.round(performance.now() - began);
}
