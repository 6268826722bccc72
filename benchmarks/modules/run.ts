import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Some machines set it; it makes every start of Node read certificates, which takes as long as the rest of the start. */
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

export interface Run {
  /** Of the whole process. */
  readonly ms: number;
  readonly ok: boolean;
  readonly output: string;
}

/** Runs Node once, from start to exit. Its output goes to a file: who ends at once loses what a pipe has not taken. */
export function run(cwd: string, argv: readonly string[]): Run {
  const folder = mkdtempSync(join(tmpdir(), "sixty-output-"));
  const path = join(folder, "stdout");
  const file = openSync(path, "w");
  try {
    const begin = performance.now();
    const { status } = spawnSync(process.execPath, argv, { cwd, env, stdio: ["ignore", file, "ignore"] });
    const ms = performance.now() - begin;
    return { ms, ok: status === 0, output: readFileSync(path, "utf8") };
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}

/**
 * Most memory of a process and all that it starts, MB: the sum of what each held at its most, looked at all the time.
 * Linux only, NaN elsewhere.
 */
export async function peakMb(cwd: string, argv: readonly string[]): Promise<number> {
  if (process.platform !== "linux") return Number.NaN;
  const child = spawn(process.execPath, argv, { cwd, env, stdio: ["ignore", "ignore", "ignore"] });
  const peaks = new Map<number, number>();
  const timer = setInterval(() => look(child.pid!, peaks), 2);
  await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(timer);
  return [...peaks.values()].reduce((sum, kb) => sum + kb, 0) / 1024;
}

function look(pid: number, peaks: Map<number, number>): void {
  try {
    const kb = Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
    peaks.set(pid, Math.max(kb, peaks.get(pid) ?? 0));
    for (const thread of readdirSync(`/proc/${pid}/task`))
      for (const below of readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" "))
        if (below) look(Number(below), peaks);
  } catch {
    // It has just ended.
  }
}
