import { readdirSync, readFileSync } from "node:fs";

/** In the environment of every process of one run of a task, so that those which left its group are found. */
export const MARKER = "SIXTY_TASK";

/** Processes of one run of a task. */
export interface Family {
  /** Also the id of the process group. */
  readonly pid: number;
  readonly token: string;
}

/**
 * Members that are alive, without zombies. On Linux those of the process group and all that carry the token
 * in their environment, wherever they went; elsewhere the group as one, told by its id, or nobody.
 */
export function members({ pid, token }: Family): number[] {
  if (process.platform !== "linux") return alive(-pid) ? [-pid] : [];
  const needle = Buffer.from(token);
  const self = String(process.pid);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && name !== self)
    .filter((name) => belongs(name, pid, needle))
    .map(Number);
}

/** Value of the marker. A task that measures keeps the token of its own run, so that its tasks are found as well. */
export function marked(env: Readonly<Record<string, string | undefined>>, token: string): string {
  return [env[MARKER], token].filter((part) => part !== undefined).join(" ");
}

/** Sends a signal to every member; those that are gone are passed over. */
export function signalAll(family: Family, signal: NodeJS.Signals): void {
  for (const pid of new Set([-family.pid, ...members(family)])) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone in the meantime, or a group without members.
    }
  }
}

function belongs(name: string, group: number, needle: Buffer): boolean {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, "latin1");
    // The command in brackets may hold spaces: fields count from behind it.
    const [state, , pgrp] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return false;
    if (Number(pgrp) === group) return true;
    return readFileSync(`/proc/${name}/environ`).includes(needle);
  } catch {
    return false;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
