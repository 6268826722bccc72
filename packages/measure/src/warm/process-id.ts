import { readFileSync } from "node:fs";

/** A process told apart from a later one with the same number. */
export interface ProcessId {
  readonly pid: number;
  readonly born?: string | undefined;
}

export function processId(pid: number): ProcessId {
  const born = bornAt(pid);
  return born === undefined ? { pid } : { pid, born };
}

/** Whether that very process still runs; where the system does not tell when it began, whether one of its number does. */
export function isAlive({ pid, born }: ProcessId): boolean {
  if (born !== undefined) return bornAt(pid) === born;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Ticks since boot, with the id of the boot. */
function bornAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? undefined : `${boot} ${fields[18]}`;
  } catch {
    return undefined;
  }
}
