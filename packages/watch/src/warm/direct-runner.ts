import type { Runner } from "../runner.ts";
import { directCommand } from "./script/direct.ts";

/** Runs a task without the package manager in front of its script. */
export function directRunner(command: Runner, managerVersion: string | undefined): Runner {
  return {
    relates: false,
    run: (run, signal) => {
      const { argv, env } = directCommand(run.root, run.task, run.env, managerVersion);
      const task = { ...run.task, command: { ...run.task.command, argv } };
      return command.run({ ...run, task, env }, signal);
    },
    close: () => command.close(),
  };
}
