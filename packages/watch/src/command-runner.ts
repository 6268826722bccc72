import { join } from "node:path";
import { type Ending, reasonOf, runProcess } from "@sixty/measure";
import type { Task } from "@sixty/model";
import type { Runner, TaskOutcome, TaskRun } from "./runner.ts";

/**
 * Runs a task as its own command, without the runner's start-up. Nothing is kept between runs.
 *
 * @param log absolute path of the file that keeps a task's output
 */
export function commandRunner(log: (task: Task) => string): Runner {
  return {
    relates: false,
    run: (run, signal) => runCommand(run, log(run.task), signal),
    close: async () => {},
  };
}

async function runCommand(run: TaskRun, log: string, signal: AbortSignal): Promise<TaskOutcome> {
  const start = performance.now();
  const { ending, wallMs, tail } = await runProcess({
    argv: run.task.command.argv,
    cwd: join(run.root, run.task.command.cwd),
    env: run.env,
    timeoutMs: run.timeoutMs,
    log,
    signal,
  });
  const reason = reasonOf(ending);
  return {
    state: stateOf(ending, reason),
    wallMs: Math.round(performance.now() - start),
    toolMs: wallMs,
    output: reason === undefined ? "" : tail,
    failures: [],
    ...(reason === undefined ? {} : { reason }),
    warm: false,
  };
}

function stateOf(ending: Ending, reason: string | undefined): TaskOutcome["state"] {
  if (ending.type === "aborted") return "cancelled";
  return reason === undefined ? "ok" : "failed";
}
