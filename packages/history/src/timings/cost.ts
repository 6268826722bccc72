import type { Machine, TaskCost, Timing, Timings } from "@sixty/model";

/** A line of the store. */
export interface Entry {
  readonly timing: Timing;
  /** `startedAt` as milliseconds since the epoch. */
  readonly at: number;
}

/** More runs than this change a median by less than the noise of a machine. */
const NEWEST = 9;

/** What each task costs, from the lines of one machine class in the order that they were read. */
export function timingsOf(
  lines: ReadonlyMap<string, readonly Entry[]>,
  machine: Machine,
): { timings: Timings; newest: Map<string, Timing> } {
  const costs = new Map<string, TaskCost>();
  const broken = new Map<string, string>();
  const newest = new Map<string, Timing>();
  for (const [id, entries] of [...lines].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const cost = costOf(id, entries);
    if (cost) costs.set(id, cost);
    const last = newestFirst(entries.filter(({ timing }) => timing.mode === "cold"))[0]?.timing;
    if (!last) continue;
    newest.set(id, last);
    if (last.state !== "ok") broken.set(id, last.reason ?? last.state.toUpperCase());
  }
  return { timings: { machine, costs, broken }, newest };
}

function costOf(id: string, entries: readonly Entry[]): TaskCost | undefined {
  const cold = usable(entries, "cold");
  if (cold.length === 0) return undefined;
  const cpu = cold.flatMap(({ cpuMs }) => (cpuMs === undefined ? [] : [cpuMs]));
  const warm = usable(entries, "warm");
  const testFiles = cold.find((timing) => timing.testFiles)?.testFiles;
  return {
    id,
    wallMs: median(cold.map(({ wallMs }) => wallMs)),
    ...(cpu.length > 0 && { cpuMs: median(cpu) }),
    ...(warm.length > 0 && { warmMs: median(warm.map(({ wallMs }) => wallMs)) }),
    runs: cold.length,
    ...(testFiles && { testFiles }),
  };
}

/** The newest runs that were taken on the same code as the newest one, newest first. */
function usable(entries: readonly Entry[], mode: Timing["mode"]): Timing[] {
  const runs = newestFirst(entries.filter(({ timing }) => timing.mode === mode && timing.state === "ok"));
  const code = runs[0] && codeOf(runs[0].timing);
  return runs
    .map(({ timing }) => timing)
    .filter((timing) => codeOf(timing) === code)
    .slice(0, NEWEST);
}

/** The same for two runs on the same code. A tree with changes is known to equal itself within one run only. */
function codeOf(timing: Timing): string {
  if (timing.fingerprint !== undefined) return `fingerprint ${timing.fingerprint}`;
  return timing.commit !== undefined && !timing.dirty ? `commit ${timing.commit}` : `run ${timing.run}`;
}

/** Of two lines of the same moment the one that was read later is newer. */
function newestFirst(entries: readonly Entry[]): Entry[] {
  return [...entries].reverse().sort((a, b) => b.at - a.at);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2);
}
