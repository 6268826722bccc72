import { join } from "node:path";
import { type Ending, reasonOf, runProcess } from "@sixty/measure";
import type { Task } from "@sixty/model";
import { failingPart } from "./failing.ts";
import type { Guard } from "./guard.ts";
import type { Runner, Runners, TaskOutcome, TaskRun } from "./runner.ts";

export interface CommandOptions {
  /** Absolute path of the file that keeps a task's output. */
  readonly log: (task: Task) => string;
  readonly guard: Guard;
}

/** Runs a task as its own command, without the start-up of a task runner. Nothing is kept between runs. */
export function commandRunner(options: CommandOptions): Runner {
  return {
    relates: false,
    run: (run, signal) => runCommand(run, options, signal),
    close: async () => {},
  };
}

/** Every task by its own command. */
export function commandRunners(options: CommandOptions): Runners {
  const runner = commandRunner(options);
  return { for: () => runner, retire: async () => {}, close: async () => {} };
}

async function runCommand(run: TaskRun, options: CommandOptions, signal: AbortSignal): Promise<TaskOutcome> {
  let group: number | undefined;
  const start = performance.now();
  const { ending, wallMs, tail } = await runProcess({
    argv: run.task.command.argv,
    cwd: join(run.root, run.task.command.cwd),
    env: run.env,
    timeoutMs: run.timeoutMs,
    log: options.log(run.task),
    signal,
    onSpawn: (pid) => {
      group = pid;
      options.guard.add(pid);
    },
  });
  if (group !== undefined) options.guard.remove(group);
  const reason = reasonOf(ending);
  return {
    state: stateOf(ending, reason),
    wallMs: Math.round(performance.now() - start),
    toolMs: wallMs,
    ...(reason === undefined ? { output: "", failures: [] } : failingPart(tail, run.task.command.cwd)),
    ...(reason === undefined ? {} : { reason }),
    warm: false,
  };
}

function stateOf(ending: Ending, reason: string | undefined): TaskOutcome["state"] {
  if (ending.type === "aborted") return "cancelled";
  return reason === undefined ? "ok" : "failed";
}
