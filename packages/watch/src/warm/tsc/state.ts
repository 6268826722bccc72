import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { safeName } from "@sixty/measure";
import type { TaskRun } from "../../runner.ts";
import { incrementalArguments } from "./arguments.ts";

/**
 * What to add to the words behind `tsc` so that a check which writes nothing keeps its incremental state in ours.
 *
 * @param state absolute path of `.sixty`
 */
export function stateArguments(run: TaskRun, args: readonly string[], state: string): readonly string[] {
  const file = join(state, "cache", "tsc", `${safeName(run.task.id)}.tsbuildinfo`);
  const extra = incrementalArguments(args, join(run.root, run.task.command.cwd), file);
  return extra.length > 0 && canWrite(dirname(file)) ? extra : [];
}

function canWrite(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    return true;
  } catch {
    return false;
  }
}
