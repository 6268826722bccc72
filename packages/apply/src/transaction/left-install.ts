import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const FILE = "install.pid";
/** Longest wait for a process that was told to end, in steps. */
const STEPS = 50;
const STEP_MS = 100;

/** Writes down the process that installs, so that an undo after a kill finds it; ends it where that cannot be done. */
export function noteInstall(folder: string, pid: number): void {
  try {
    writeFileSync(join(folder, FILE), String(pid));
  } catch (error) {
    process.kill(pid, "SIGKILL");
    throw error;
  }
}

/**
 * Ends an install that outlived the split that started it: it would write lock files after they were restored.
 * Only where the process with that number still is a package manager; the number may be another's by now.
 */
export async function stopLeftInstall(folder: string): Promise<void> {
  const pid = Number(read(join(folder, FILE)));
  if (!Number.isInteger(pid) || pid <= 1) return;
  if (isInstall(pid)) {
    process.kill(pid, "SIGKILL");
    for (let step = 0; step < STEPS && isInstall(pid); step++) await sleep(STEP_MS);
  }
  rmSync(join(folder, FILE), { force: true });
}

/** Where the system does not tell what a process is, it is left alone. */
function isInstall(pid: number): boolean {
  const command = read(`/proc/${pid}/cmdline`);
  return command !== undefined && /\b(npm|pnpm|yarn)\b/.test(command);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
