import { realpathSync } from "node:fs";
import { join } from "node:path";
import type { TaskRun } from "../../runner.ts";
import type { KeptTool, Plan } from "../kept-runner.ts";
import { startOf } from "../process/start.ts";
import { directCommand } from "../script/direct.ts";
import { VITEST_CHILD } from "./child.ts";
import { warmArguments } from "./flags.ts";
import { vitestOutcome } from "./outcome.ts";

/** Versions whose parts that we use are known. */
const MAJORS = new Set(["3", "4", "5"]);

/** vitest of the workspace's own version, with the verdict of a fresh run. */
export function vitestTool(managerVersion: string | undefined): KeptTool {
  return {
    name: "vitest",
    child: VITEST_CHILD,
    relates: true,
    plan: (run) => plan(run, managerVersion),
    outcome: vitestOutcome,
  };
}

function plan(run: TaskRun, managerVersion: string | undefined): Plan | undefined {
  const direct = directCommand(run.root, run.task, run.env, managerVersion);
  const started = startOf("vitest", run, direct);
  const args = warmArguments(direct.argv.slice(1));
  if (started === undefined || args === undefined) return undefined;
  const { tool, start, installed } = started;
  if (!MAJORS.has(tool.version.split(".")[0]!)) return undefined;
  const base = realpathSync(run.root);
  const absolute = (files: readonly string[]) => files.map((file) => join(base, file).replaceAll("\\", "/"));
  const request = {
    type: "run",
    folder: tool.folder,
    version: tool.version,
    args,
    changed: absolute(run.changed),
    ...(run.related === undefined ? {} : { related: absolute(run.related) }),
    relatedOnly: run.relatedOnly,
    generation: run.generation,
  };
  return { key: JSON.stringify([start, tool, installed, args]), start, request };
}
