import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { isAlive, type ProcessId, processId } from "@sixty/measure";
import { fail, ok, type Result } from "@sixty/model";

export interface Lock {
  release(): void;
}

/**
 * One watch a worktree: two would run the same builds over each other. A lock whose process is gone is taken over.
 *
 * @param folder absolute, exists
 * @returns `WATCH_RUNNING`
 */
export function takeLock(folder: string): Result<Lock> {
  const file = join(folder, "lock");
  for (let round = 0; round < 3; round++) {
    try {
      const handle = openSync(file, "wx");
      writeSync(handle, JSON.stringify(processId(process.pid)));
      closeSync(handle);
      return ok({ release: () => rmSync(file, { force: true }) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") return ok({ release: () => {} });
      const other = holder(file);
      if (other !== undefined && isAlive(other))
        return fail({
          code: "WATCH_RUNNING",
          what: `Another watch runs in this worktree (process ${other.pid})`,
          where: ".sixty/watch/lock",
          fix: "Use that one, or end it first. Each worktree may have its own.",
        });
      rmSync(file, { force: true });
    }
  }
  return ok({ release: () => {} });
}

function holder(file: string): ProcessId | undefined {
  try {
    const { pid, born } = JSON.parse(readFileSync(file, "utf8")) as ProcessId;
    return Number.isSafeInteger(pid) && pid > 0 ? { pid, born } : undefined;
  } catch {
    return undefined;
  }
}
