import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
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
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return ok({ release: () => rmSync(file, { force: true }) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") return ok({ release: () => {} });
      const pid = holder(file);
      if (pid !== undefined && pid !== process.pid && isAlive(pid))
        return fail({
          code: "WATCH_RUNNING",
          what: `Another watch runs in this worktree (process ${pid})`,
          where: ".sixty/watch/lock",
          fix: "Use that one, or end it first. Each worktree may have its own.",
        });
      rmSync(file, { force: true });
    }
  }
  return ok({ release: () => {} });
}

function holder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A number may be given again: on Linux its program must be Node as well. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== "linux") return true;
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("watch");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
