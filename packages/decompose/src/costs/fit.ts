import type { ModuleGraph, TaskKind, Timings, Workspace } from "@sixty/model";
import { byText } from "../text.ts";
import { nnls, squares } from "./nnls.ts";

/** What a target costs: wall = fixed + per kB of files + per test file. Milliseconds. */
export interface ToolCost {
  readonly target: string;
  readonly kind: TaskKind;
  readonly fixedMs: number;
  readonly perKbMs: number;
  readonly perTestFileMs: number;
  /** Packages that it was fitted over. */
  readonly packages: number;
  /** Share of the variance that the fit explains; absent for a prior. */
  readonly r2?: number;
  readonly medianErrorMs?: number;
  /** `prior`: too few packages were measured to tell the fixed cost from the rest. */
  readonly source: "fitted" | "prior";
}

export interface CostModel {
  /** Sorted by target. */
  readonly tools: readonly ToolCost[];
  toolOf(target: string): ToolCost | undefined;
}

/** Start of a tool before the first file, taken where fewer than this many packages were measured. */
const FEWEST = 4;
const PRIOR: Readonly<Record<TaskKind, number>> = { build: 800, typecheck: 1500, test: 1200, other: 500 };

/**
 * Fits the cost of each target over the packages that were measured, by non-negative least squares on relative
 * error: a package of a minute and one of a second count alike.
 */
export function fitCosts(workspace: Workspace, graph: ModuleGraph, timings: Timings): CostModel {
  const sizes = sizesOf(graph);
  const byTarget = new Map<string, { kind: TaskKind; rows: Row[] }>();
  for (const task of workspace.tasks) {
    const cost = timings.costs.get(task.id);
    if (cost === undefined || cost.wallMs <= 0) continue;
    const group = byTarget.get(task.target) ?? { kind: task.kind, rows: [] };
    byTarget.set(task.target, group);
    const size = sizes.get(task.package) ?? { kb: 0, testKb: 0, tests: 0 };
    const tests = task.kind === "test" ? (cost.testFiles?.length ?? size.tests) : 0;
    const kb = task.kind === "build" ? size.kb : task.kind === "test" ? size.testKb : size.kb + size.testKb;
    group.rows.push({ wallMs: cost.wallMs, kb, tests });
  }
  const tools = [...byTarget]
    .sort((a, b) => byText(a[0], b[0]))
    .map(([target, { kind, rows }]) => fit(target, kind, rows));
  const index = new Map(tools.map((tool) => [tool.target, tool]));
  return { tools, toolOf: (target) => index.get(target) };
}

interface Row {
  readonly wallMs: number;
  readonly kb: number;
  readonly tests: number;
}

function fit(target: string, kind: TaskKind, rows: readonly Row[]): ToolCost {
  const fastest = Math.min(...rows.map((row) => row.wallMs));
  if (rows.length < FEWEST) return prior(target, kind, rows, fastest);
  const weighted = rows.map(({ wallMs, kb, tests }) => [1 / wallMs, kb / wallMs, tests / wallMs]);
  const [fixed = 0, perKbMs = 0, perTestFileMs = 0] = nnls(
    weighted,
    rows.map(() => 1),
  );
  // A start is never free: what the fit cannot see is at least a quarter of the usual, within the fastest run.
  const fixedMs = Math.min(fastest, Math.max(fixed, Math.min(PRIOR[kind] / 4, fastest / 2)));
  const plain = rows.map(({ kb, tests }) => [1, kb, tests]);
  const walls = rows.map((row) => row.wallMs);
  const x = [fixedMs, perKbMs, perTestFileMs];
  const mean = walls.reduce((a, b) => a + b, 0) / walls.length;
  const spread = walls.reduce((sum, wall) => sum + (wall - mean) ** 2, 0);
  const errors = plain.map((row, i) => Math.abs(row.reduce((s, v, c) => s + v * x[c]!, 0) - walls[i]!));
  return {
    target,
    kind,
    fixedMs,
    perKbMs,
    perTestFileMs,
    packages: rows.length,
    r2: spread > 0 ? 1 - squares(plain, walls, x) / spread : 1,
    medianErrorMs: errors.sort((a, b) => a - b)[errors.length >> 1]!,
    source: "fitted",
  };
}

function prior(target: string, kind: TaskKind, rows: readonly Row[], fastest: number): ToolCost {
  const fixedMs = Math.min(PRIOR[kind], fastest / 2);
  const rest = rows.reduce((sum, row) => sum + row.wallMs - fixedMs, 0);
  const kb = rows.reduce((sum, row) => sum + row.kb, 0);
  const tests = rows.reduce((sum, row) => sum + row.tests, 0);
  const byTests = kind === "test" && tests > 0;
  return {
    target,
    kind,
    fixedMs,
    perKbMs: !byTests && kb > 0 ? rest / kb : 0,
    perTestFileMs: byTests ? rest / tests : 0,
    packages: rows.length,
    source: "prior",
  };
}

function sizesOf(graph: ModuleGraph): Map<string, { kb: number; testKb: number; tests: number }> {
  const sizes = new Map<string, { kb: number; testKb: number; tests: number }>();
  for (const file of graph.files) {
    const size = sizes.get(file.package) ?? { kb: 0, testKb: 0, tests: 0 };
    sizes.set(file.package, size);
    if (file.kind === "source" || file.kind === "declaration") size.kb += file.bytes / 1000;
    if (file.kind === "test") {
      size.testKb += file.bytes / 1000;
      size.tests++;
    }
  }
  return sizes;
}
