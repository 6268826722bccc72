import { realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { lazy } from "@sixty/model";
import { z } from "zod";
import { failingPart } from "../../failing.ts";
import type { TaskOutcome, TaskRun } from "../../runner.ts";
import type { KeptTool, Plan, Took } from "../kept-runner.ts";
import { lastLines, since } from "../process/outcome.ts";
import { startOf } from "../process/start.ts";
import { directCommand } from "../script/direct.ts";

import { TSC_CHILD } from "./child.ts";
import { typeErrors } from "./failures.ts";
import { stateArguments } from "./state.ts";

/** Version 7 is no JavaScript, and starts at once. */
const MAJORS = new Set(["5", "6"]);
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
    outcome,
  };
}

/** The same key for every package that has the same compiler: one process serves them all. */
function plan(run: TaskRun, state: string, managerVersion: string | undefined): Plan | undefined {
  const direct = directCommand(run.root, run.task, run.env, managerVersion);
  const started = startOf("tsc", run, direct);
  const args = direct.argv.slice(1);
  if (started === undefined || args.some((word) => COLD.test(word) || word.startsWith("@"))) return undefined;
  const { folder, version } = started.tool;
  if (!MAJORS.has(version.split(".")[0]!)) return undefined;
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

const doneSchema = lazy(() => z.object({ code: z.number(), output: z.string(), ms: z.number() }));

function outcome(value: unknown, run: TaskRun, { warm, began }: Took): TaskOutcome | undefined {
  const read = doneSchema.safeParse(value);
  if (!read.success) return undefined;
  const { code, output, ms } = read.data;
  const wallMs = since(began);
  const shared = { wallMs, toolMs: Math.min(wallMs, Math.round(ms)), warm };
  if (code === 0) return { ...shared, state: "ok", output: "", failures: [] };
  const { cwd } = run.task.command;
  const part = failingPart(lastLines(output.replaceAll("\r\n", "\n").trimEnd()), cwd);
  const failures =
    part.failures.length > 0 ? part.failures : typeErrors(output, run.root, join(run.root, cwd));
  return { ...shared, state: "failed", output: part.output, failures, reason: `EXIT_${code}` };
}
