import { importsOf } from "./adjacency.ts";
import { bitRows, hasBit, orRow, setBit } from "./bits.ts";
import { lowerBound } from "./bound.ts";
import { condense } from "./condense.ts";
import { fuseGiven } from "./fuse.ts";
import type { SplitProblem } from "./problem.ts";

export interface EdgeBreak {
  /** Importer and imported, nodes of the problem as given. */
  readonly from: number;
  readonly to: number;
  /** By how much the expected bound sinks without the import, ms. */
  readonly savedMs: number;
}

/** Imports whose bound is worked out: the rest are worth less by estimate. */
const TRIED = 40;

/**
 * The imports whose removal lowers the bound most. Every import is first valued by what it alone carries: the edits
 * below it times the work above it, nothing where another way leads around it. Then the best are tried for real.
 * Free nodes of `given` come before its fixed ones.
 */
export function edgeBreaks(given: SplitProblem, most: number): EdgeBreak[] {
  const problem = fuseGiven(given);
  const base = lowerBound(condense(problem).problem).expectedMs;
  const estimates = estimate(problem).slice(0, TRIED);
  const breaks = estimates.map(({ from, to }) => {
    const without = lowerBound(condense(drop(problem, from, to)).problem).expectedMs;
    return { from, to, savedMs: base - without };
  });
  return breaks
    .filter((one) => one.savedMs > 0)
    .sort((a, b) => b.savedMs - a.savedMs || a.from - b.from || a.to - b.to)
    .slice(0, most);
}

function drop(problem: SplitProblem, from: number, to: number): SplitProblem {
  const keep = (edges: SplitProblem["check"]) => {
    const rows = [...edges.from.keys()].filter((i) => edges.from[i] !== from || edges.to[i] !== to);
    return {
      from: Int32Array.from(rows, (i) => edges.from[i]!),
      to: Int32Array.from(rows, (i) => edges.to[i]!),
    };
  };
  const check = keep(problem.check);
  return { ...problem, check, run: problem.run === problem.check ? check : keep(problem.run) };
}

/** Imports between and inside of components, the most promising first. */
function estimate(problem: SplitProblem): { from: number; to: number }[] {
  const { problem: small, of } = condense(problem);
  const down = bitRows(small.count, small.count);
  const up = bitRows(small.count, small.count);
  const imports = importsOf(small.count, small.check);
  for (let v = 0; v < small.count; v++) {
    setBit(down, v, v);
    setBit(up, v, v);
  }
  const { from, to } = small.check;
  for (let i = 0; i < from.length; i++) orRow(down, from[i]!, to[i]!);
  for (let i = from.length - 1; i >= 0; i--) orRow(up, to[i]!, from[i]!);
  const below = new Float64Array(small.count);
  const above = new Float64Array(small.count);
  for (let v = 0; v < small.count; v++) {
    for (let u = 0; u < small.count; u++) {
      if (hasBit(down, v, u)) below[v]! += small.edit[u]!;
      if (hasBit(up, v, u)) above[v]! += small.build[u]! + small.test[u]!;
    }
  }
  const rows: { from: number; to: number; value: number }[] = [];
  const seen = new Set<number>();
  for (let i = 0; i < problem.check.from.length; i++) {
    const [a, b] = [problem.check.from[i]!, problem.check.to[i]!];
    if (problem.facade[a] === 1 || problem.fixed[a] === 1 || seen.has(a * problem.count + b)) continue;
    seen.add(a * problem.count + b);
    const [x, y] = [of[a]!, of[b]!];
    if (x === y) rows.push({ from: a, to: b, value: above[x]! * small.edit[x]! });
    else if (!around(x, y)) rows.push({ from: a, to: b, value: above[x]! * below[y]! });
  }
  return rows.sort((a, b) => b.value - a.value || a.from - b.from || a.to - b.to);

  function around(x: number, y: number): boolean {
    for (let i = imports.start[x]!; i < imports.start[x + 1]!; i++) {
      const z = imports.list[i]!;
      if (z !== y && hasBit(down, z, y)) return true;
    }
    return false;
  }
}
