import type { Machine, Timing } from "@sixty/model";

export interface MeasuredTask {
  readonly id: string;
  readonly package: string;
  readonly target: string;
  readonly state: Timing["state"];
  readonly wallMs: number;
  readonly cpuMs?: number;
  readonly warmMs?: number;
  readonly reason?: string;
  readonly testFiles?: readonly { readonly file: string; readonly ms: number }[];
}

/**
 * `sixty.measure/1`, from the lines that one run wrote. Each task once, sorted by id: of several cold runs the
 * median one, a failed one before all others, and the warm time beside it.
 */
export function measureDocument(timings: readonly Timing[], machine: Machine) {
  const byId = new Map<string, Timing[]>();
  for (const timing of timings) if (!byId.get(timing.id)?.push(timing)) byId.set(timing.id, [timing]);
  const tasks = [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, lines]) => taskOf(lines));
  return {
    schema: "sixty.measure/1" as const,
    machine: { class: machine.class, cores: machine.cores },
    tasks,
    failed: tasks.filter(({ state }) => state === "failed").length,
  };
}

function taskOf(lines: readonly Timing[]): MeasuredTask {
  const cold = lines.filter(({ mode }) => mode === "cold");
  const told = lines.find(({ state }) => state === "failed") ?? middle(cold) ?? lines[0]!;
  const warm = middle(lines.filter(({ mode, state }) => mode === "warm" && state === "ok"));
  const files = told.testFiles ?? cold.find(({ testFiles }) => testFiles)?.testFiles;
  return {
    id: told.id,
    package: told.package,
    target: told.target,
    state: told.state,
    wallMs: told.wallMs,
    ...(told.cpuMs !== undefined && { cpuMs: told.cpuMs }),
    ...(warm && { warmMs: warm.wallMs }),
    ...(told.reason !== undefined && { reason: told.reason }),
    ...(files && { testFiles: files.map(({ file, ms }) => ({ file, ms })) }),
  };
}

function middle(lines: readonly Timing[]): Timing | undefined {
  return [...lines].sort((a, b) => a.wallMs - b.wallMs)[(lines.length - 1) >> 1];
}
