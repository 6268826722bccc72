import { realpathSync } from "node:fs";
import { join } from "node:path";
import type { TaskRun } from "../../runner.ts";
import type { KeptTool, Plan } from "../kept-runner.ts";
import { startOf } from "../process/start.ts";
import { programOutcome } from "../program-outcome.ts";
import { directCommand } from "../script/direct.ts";
import { TSDOWN_CHILD } from "./child.ts";
import { isOneBuild } from "./flags.ts";

/** Major and minor number of the oldest whose way to end is known. */
const OLDEST = [0, 12] as const;
/** Code that a process runs once, and each command again. */
const PRELOADS = /(?:^|\s)(?:-r|--require|--import|--(?:experimental-)?loader)\b/;
/** Set by package managers and shells for each script; given to each build. */
const ABOUT_SCRIPT = /^(?:npm_|INIT_CWD$|PATH$|PWD$|OLDPWD$|_$|SHLVL$)/i;

/** tsdown of the workspace's own version, with its own output, files and exit status. */
export function tsdownTool(managerVersion: string | undefined): KeptTool {
  return {
    name: "tsdown",
    child: TSDOWN_CHILD,
    relates: false,
    patienceMs: 2000,
    plan: (run) => plan(run, managerVersion),
    outcome: programOutcome,
  };
}

/** The same key for every package that has the same tsdown: one process serves them all. */
function plan(run: TaskRun, managerVersion: string | undefined): Plan | undefined {
  const direct = directCommand(run.root, run.task, run.env, managerVersion);
  const started = startOf("tsdown", run, direct);
  const args = direct.argv.slice(1);
  if (started === undefined || !isOneBuild(args)) return undefined;
  const { tool, installed } = started;
  if (!isKnown(tool.version) || PRELOADS.test(direct.env["NODE_OPTIONS"] ?? "")) return undefined;
  const entries = Object.entries(started.start.env);
  const shared = entries.filter(([name]) => !ABOUT_SCRIPT.test(name));
  const own = entries.filter(([name]) => ABOUT_SCRIPT.test(name));
  const start = { ...started.start, env: Object.fromEntries(shared), cwd: realpathSync(run.root) };
  const request = {
    type: "run",
    file: tool.file,
    cwd: join(run.root, run.task.command.cwd),
    args,
    env: Object.fromEntries(own),
  };
  return { key: JSON.stringify([start, tool, installed]), start, request };
}

function isKnown(version: string): boolean {
  const [major, minor] = version.split(".").map(Number);
  return major! > OLDEST[0] || (major === OLDEST[0] && minor! >= OLDEST[1]);
}
