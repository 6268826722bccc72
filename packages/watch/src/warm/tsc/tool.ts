import { realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TaskRun } from "../../runner.ts";
import type { KeptTool, Plan } from "../kept-runner.ts";
import { startOf } from "../process/start.ts";
import { programOutcome } from "../program-outcome.ts";
import { directCommand } from "../script/direct.ts";
import { TSC_CHILD } from "./child.ts";
import { stateArguments } from "./state.ts";

/** Set by package managers and shells for each script, and read by no compiler. */
const ABOUT_SCRIPT = /^(?:npm_|INIT_CWD$|PATH$|NODE_PATH$|PWD$|OLDPWD$|_$|SHLVL$)/i;
/** What a kept compiler would do differently, or only a terminal or a person wants. */
const COLD =
  /^--?(?:w|watch|init|h|help|all|v|version|showconfig|locale|pretty|clean|dry|d|diagnostics|extendeddiagnostics|generate\w+)$/i;

/** The TypeScript compiler of the workspace's own version, with its own output, files and exit status. */
export function tscTool(state: string, managerVersion: string | undefined): KeptTool {
  return {
    name: "tsc",
    child: TSC_CHILD,
    relates: false,
    patienceMs: 2000,
    plan: (run) => plan(run, state, managerVersion),
    outcome: programOutcome,
  };
}

/** The same key for every package that has the same compiler: one process serves them all. */
function plan(run: TaskRun, state: string, managerVersion: string | undefined): Plan | undefined {
  const direct = directCommand(run.root, run.task, run.env, managerVersion);
  const started = startOf("tsc", run, direct);
  const args = direct.argv.slice(1);
  if (started === undefined || args.some((word) => COLD.test(word) || word.startsWith("@"))) return undefined;
  const { folder, version } = started.tool;
  if (!isKept(version)) return undefined;
  const env = Object.fromEntries(
    Object.entries(started.start.env).filter(([name]) => !ABOUT_SCRIPT.test(name)),
  );
  const start = { ...started.start, env, cwd: realpathSync(run.root) };
  const cwd = join(run.root, run.task.command.cwd);
  const request = {
    type: "run",
    folder,
    cwd,
    args: [...args, ...stateArguments(run, args, state)],
  };
  const { mtimeMs } = statSync(join(folder, "lib", "typescript.js"));
  return { key: JSON.stringify([start, folder, version, mtimeMs]), start, request };
}

/** Before 5.5 the library cannot run a command line; version 7 is no JavaScript, and starts at once. */
function isKept(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return (major === 5 && minor >= 5) || major === 6;
}
