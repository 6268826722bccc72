import { join } from "node:path";
import type { Runner, TaskRun } from "../runner.ts";
import { type DirectCommand, directCommand } from "./script/direct.ts";
import { findTool } from "./script/tool.ts";
import { typeErrors } from "./tsc/failures.ts";
import { stateArguments } from "./tsc/state.ts";

/** Runs a task without the package manager in front of its script, a check for types with incremental state. */
export function directRunner(command: Runner, state: string, managerVersion: string | undefined): Runner {
  return {
    relates: false,
    run: async (run, signal) => {
      const direct = directCommand(run.root, run.task, run.env, managerVersion);
      const { argv, env } = withState(run, direct, state);
      const task = { ...run.task, command: { ...run.task.command, argv } };
      const outcome = await command.run({ ...run, task, env }, signal);
      if (outcome.state !== "failed" || outcome.failures.length > 0) return outcome;
      const cwd = join(run.root, run.task.command.cwd);
      return { ...outcome, failures: typeErrors(outcome.output, run.root, cwd) };
    },
    close: () => command.close(),
  };
}

function withState(run: TaskRun, direct: DirectCommand, state: string): DirectCommand {
  const [program, ...args] = direct.argv;
  const cwd = join(run.root, run.task.command.cwd);
  if (!direct.simple || findTool("tsc", program, cwd, direct.env["PATH"]) === undefined) return direct;
  return { ...direct, argv: [program, ...args, ...stateArguments(run, args, state)] };
}
