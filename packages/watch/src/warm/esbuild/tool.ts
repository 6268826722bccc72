import type { TaskRun } from "../../runner.ts";
import type { KeptTool, Plan } from "../kept-runner.ts";
import { startOf } from "../process/start.ts";
import { directCommand } from "../script/direct.ts";
import { ESBUILD_CHILD } from "./child.ts";
import { esbuildOptions } from "./options.ts";
import { esbuildOutcome } from "./outcome.ts";

/** esbuild of the workspace's own version, where its API writes what the command would. */
export function esbuildTool(managerVersion: string | undefined): KeptTool {
  return {
    name: "esbuild",
    child: ESBUILD_CHILD,
    relates: false,
    plan: (run) => plan(run, managerVersion),
    outcome: esbuildOutcome,
  };
}

function plan(run: TaskRun, managerVersion: string | undefined): Plan | undefined {
  const direct = directCommand(run.root, run.task, run.env, managerVersion);
  const started = startOf("esbuild", run, direct);
  const options = esbuildOptions(direct.argv.slice(1));
  if (started === undefined || options === undefined) return undefined;
  const { tool, start, installed } = started;
  const request = { type: "run", folder: tool.folder, options };
  return { key: JSON.stringify([start, tool, installed, options]), start, request };
}
