import { setTimeout as sleep } from "node:timers/promises";
import treeKill from "tree-kill";
import { type Family, members, signalAll } from "./family.ts";

/** Time that processes have to end on their own, in milliseconds. */
const GRACE_MS = 2000;
const LEFTOVER_GRACE_MS = 500;
const POLL_MS = 20;

/** Families that run now. */
const live = new Set<Family>();

export function adopt(family: Family): void {
  live.add(family);
}

/** Of a family that is known to be gone. */
export function release(family: Family): void {
  live.delete(family);
}

/** For the moment when the process itself must end: kills every task that still runs, at once. */
export function killLiveTasks(): void {
  for (const family of live) signalAll(family, "SIGKILL");
}

/** SIGTERM to the whole tree, SIGKILL to what is left of it after two seconds. */
export async function killFamily(family: Family): Promise<void> {
  if (process.platform === "win32") return tree(family.pid, "SIGKILL");
  // Without /proc, descendants in groups of their own are found by their parents, while these live.
  if (process.platform !== "linux") await tree(family.pid, "SIGTERM");
  signalAll(family, "SIGTERM");
  if (!(await gone(family, GRACE_MS))) await killHard(family);
}

/**
 * After a task ended: kills what it left behind.
 *
 * @returns how many processes there were (a group counts as one where single processes cannot be told)
 */
export async function killLeftovers(family: Family): Promise<number> {
  try {
    if (process.platform === "win32" || (await gone(family, LEFTOVER_GRACE_MS))) return 0;
    const left = members(family).length;
    await killFamily(family);
    return left;
  } finally {
    live.delete(family);
  }
}

async function killHard(family: Family): Promise<void> {
  // A process that forks meanwhile is caught by the next round.
  for (let round = 0; round < 5; round++) {
    signalAll(family, "SIGKILL");
    if (await gone(family, 200)) return;
  }
}

async function gone(family: Family, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  for (;;) {
    if (members(family).length === 0) return true;
    if (performance.now() >= end) return false;
    await sleep(POLL_MS);
  }
}

function tree(pid: number, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => treeKill(pid, signal, () => resolve()));
}
