import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { lookup } from "@sixty/measure";
import type { TaskRun } from "../../runner.ts";
import type { DirectCommand } from "../script/direct.ts";
import { findTool, type Tool } from "../script/tool.ts";
import type { WarmStart } from "./warm-process.ts";

/** What package managers write last into node_modules. */
const MARKS = [".modules.yaml", ".package-lock.json", ".yarn-state.yml", ".yarn-integrity"];

/**
 * Where and as what a process starts that takes over a command of one tool; undefined when the command is not that
 * tool alone.
 */
export function startOf(
  name: string,
  run: TaskRun,
  { argv, env, simple }: DirectCommand,
): { readonly tool: Tool; readonly installed: string; readonly start: Omit<WarmStart, "args"> } | undefined {
  const cwd = join(run.root, run.task.command.cwd);
  const tool = simple ? findTool(name, argv[0], cwd, env["PATH"]) : undefined;
  const node = lookup("node", cwd, env["PATH"]);
  if (tool === undefined || !("path" in node)) return undefined;
  const installed = stampOf(run.root, cwd);
  const NODE_PATH = [tool.nodePath, env["NODE_PATH"]].filter(Boolean).join(delimiter);
  return {
    tool,
    installed,
    start: { node: node.path, cwd, env: { ...env, ...(NODE_PATH === "" ? {} : { NODE_PATH }) } },
  };
}

/** Changes with every install. */
function stampOf(root: string, cwd: string): string {
  const times = [...new Set([root, cwd])].flatMap((folder) =>
    MARKS.map(
      (name) => statSync(join(folder, "node_modules", name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    ),
  );
  return times.join();
}
