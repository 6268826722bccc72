import type { ModuleFile, Task, Timings } from "@sixty/model";
import type { CostModel } from "./fit.ts";

/** One task of a package, its wall time laid on the package's files. Milliseconds. */
export interface TaskShares {
  readonly task: Task;
  readonly wallMs: number;
  readonly cpuMs?: number;
  /** Start of the tool: every part that runs the task pays it. */
  readonly fixedMs: number;
  /** The rest of the wall time, by path. Empty when no file takes it: it stays with the façade. */
  readonly files: ReadonlyMap<string, number>;
}

/**
 * Lays what a task took on the files that it works on: builds on sources by size, type checks on sources and tests
 * by size, tests on test files by their measured times (by size where a file was not measured), scaled so that
 * everything together is the measured wall time, since test runners work on several files at once.
 */
export function shareCosts(
  tasks: readonly Task[],
  files: readonly ModuleFile[],
  timings: Timings,
  costs: CostModel,
): TaskShares[] {
  return tasks.flatMap((task) => {
    const cost = timings.costs.get(task.id);
    if (cost === undefined) return [];
    const fixedMs = Math.min(costs.toolOf(task.target)?.fixedMs ?? 0, 0.9 * cost.wallMs);
    const weights =
      task.kind === "test" ? testWeights(files, cost.testFiles ?? []) : sizeWeights(task, files);
    const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    const rest = cost.wallMs - fixedMs;
    const shares = new Map([...weights].map(([path, weight]) => [path, (rest * weight) / total]));
    const cpu = cost.cpuMs === undefined ? {} : { cpuMs: cost.cpuMs };
    return [{ task, wallMs: cost.wallMs, ...cpu, fixedMs, files: shares }];
  });
}

function sizeWeights(task: Task, files: readonly ModuleFile[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { path, kind, bytes } of files) {
    const source = kind === "source" || kind === "declaration";
    if (source || (task.kind === "typecheck" && (kind === "test" || kind === "fixture"))) {
      weights.set(path, Math.max(1, bytes));
    }
  }
  return weights;
}

function testWeights(
  files: readonly ModuleFile[],
  measured: readonly { readonly file: string; readonly ms: number }[],
): Map<string, number> {
  const known = new Map(measured.map(({ file, ms }) => [file, Math.max(1, ms)]));
  const tests = files.filter((file) => file.kind === "test");
  const seen = tests.filter((file) => known.has(file.path));
  const msPerByte =
    seen.length > 0
      ? sum(seen.map((file) => known.get(file.path)!)) / Math.max(1, sum(seen.map((file) => file.bytes)))
      : 1;
  // A file that the runner did not report when it reported others is no test of this task.
  const counted = seen.length > 0 ? seen : tests;
  return new Map(
    counted.map((file) => [file.path, known.get(file.path) ?? Math.max(1, file.bytes * msPerByte)]),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
