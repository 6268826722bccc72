import { importersOf } from "./adjacency.ts";
import { bitRows, hasBit, lowest, orRow, setBit } from "./bits.ts";
import { pathStart, type SplitProblem, testStart } from "./problem.ts";

export interface Bound {
  /** Σ edit · bound / Σ edit, ms: no acyclic division of this graph has a lower expected loop. */
  readonly expectedMs: number;
  readonly p95Ms: number;
  /** Per node of the condensed problem, ms; NaN for fixed nodes. */
  readonly perNode: Float64Array;
}

/**
 * What the loop after an edit of each node takes at least, however the nodes are divided: everything that imports it
 * must be built and tested somewhere. `problem` is condensed, nodes in topological order, what is imported first.
 *
 * LB(v) = max(f + longest chain of nodes above v, (f + Σ of all above v) / N, the same as time of all cores), f once.
 */
export function lowerBound(problem: SplitProblem): Bound {
  const { count } = problem;
  const { workers } = problem;
  const reach = closure(problem, false);
  const runReach = problem.run === problem.check ? reach : closure(problem, true);
  const chain = chains(problem);
  const perNode = new Float64Array(count);
  for (let v = 0; v < count; v++) {
    if (problem.fixed[v] === 1) {
      perNode[v] = Number.NaN;
      continue;
    }
    const own = problem.build[v]! + problem.buildFixed;
    const tests = testWork(problem, runReach, v);
    const builds = sum(reach, v, problem.build) + problem.buildFixed;
    const busy =
      sum(reach, v, problem.buildBusy) + problem.buildFixedBusy + sum(runReach, v, problem.testBusy);
    const path = Math.max(pathStart(problem) + chain[v]!, tests.longest);
    const full = Math.max(path, (builds + tests.work) / workers, busy);
    const lone = Math.max(own + tests.ownMs, tests.longest, (own + tests.work) / workers);
    const changed = problem.api[v]!;
    perNode[v] = changed * full + (1 - changed) * lone;
  }
  return { ...summary(problem, perNode), perNode };
}

function closure(problem: SplitProblem, run: boolean): ReturnType<typeof bitRows> {
  const { count } = problem;
  const rows = bitRows(count, count);
  const importers = importersOf(count, run ? problem.run : problem.check);
  for (let v = count - 1; v >= 0; v--) {
    setBit(rows, v, v);
    for (let i = importers.start[v]!; i < importers.start[v + 1]!; i++) {
      const u = importers.list[i]!;
      if (!hasBit(rows, v, u)) orRow(rows, v, u);
    }
  }
  return rows;
}

function sum(rows: ReturnType<typeof bitRows>, v: number, weight: Float64Array): number {
  let total = 0;
  const at = v * rows.words;
  for (let w = 0; w < rows.words; w++) {
    for (let word = rows.data[at + w]!; word !== 0; word &= word - 1) total += weight[w * 32 + lowest(word)]!;
  }
  return total;
}

/** Tests above v: their work with one start for all parts, the longest alone, and what v's own part tests at least. */
function testWork(problem: SplitProblem, rows: ReturnType<typeof bitRows>, v: number) {
  let work = 0;
  let started = false;
  let longest = 0;
  const at = v * rows.words;
  for (let w = 0; w < rows.words; w++) {
    for (let word = rows.data[at + w]!; word !== 0; word &= word - 1) {
      const u = w * 32 + lowest(word);
      const ms = problem.test[u]!;
      longest = Math.max(longest, problem.least[u]!);
      if (ms === 0) continue;
      const start = problem.fixed[u] === 1 ? 0 : testStart(problem);
      work += ms;
      started ||= start > 0;
      longest = Math.max(longest, problem.testAlone[u]! + start);
    }
  }
  const own = problem.test[v]! > 0 && problem.testAfterBuild ? problem.testAlone[v]! + testStart(problem) : 0;
  return { work: work + (started ? testStart(problem) : 0), longest, ownMs: own };
}

/**
 * Longest chain of builds, ending in a test where tests wait for builds; without the first fixed build cost.
 * Where tests follow a graph of their own, the chain of builds alone: a test at its end may not be stale.
 */
function chains(problem: SplitProblem): Float64Array {
  const { count } = problem;
  const importers = importersOf(count, problem.check);
  const chain = new Float64Array(count);
  const tested = problem.testAfterBuild && problem.run === problem.check;
  for (let v = count - 1; v >= 0; v--) {
    const start = problem.fixed[v] === 1 ? 0 : testStart(problem);
    let after = tested && problem.testAlone[v]! > 0 ? problem.testAlone[v]! + start : 0;
    for (let i = importers.start[v]!; i < importers.start[v + 1]!; i++) {
      after = Math.max(after, chain[importers.list[i]!]!);
    }
    chain[v] = problem.path[v]! + after;
  }
  return chain;
}

function summary(problem: SplitProblem, perNode: Float64Array): { expectedMs: number; p95Ms: number } {
  const nodes = [...perNode.keys()].filter((v) => problem.fixed[v] === 0 && problem.edit[v]! > 0);
  const total = nodes.reduce((all, v) => all + problem.edit[v]!, 0);
  if (total === 0) return { expectedMs: 0, p95Ms: 0 };
  const expectedMs = nodes.reduce((all, v) => all + problem.edit[v]! * perNode[v]!, 0) / total;
  nodes.sort((a, b) => perNode[a]! - perNode[b]!);
  let seen = 0;
  for (const v of nodes) {
    seen += problem.edit[v]!;
    if (seen >= 0.95 * total * (1 - 1e-12)) return { expectedMs, p95Ms: perNode[v]! };
  }
  return { expectedMs, p95Ms: perNode[nodes.at(-1)!]! };
}
