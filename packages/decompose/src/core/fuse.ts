import { importersOf, importsOf } from "./adjacency.ts";
import { type BitRows, bitRows, orRow, setBit } from "./bits.ts";
import { condense } from "./condense.ts";
import { contract } from "./contract.ts";
import type { SplitProblem } from "./problem.ts";
import { components } from "./scc.ts";

export interface Fused {
  readonly problem: SplitProblem;
  /** Fused node of each node. */
  readonly of: Int32Array;
}

/**
 * Other packages that the same nodes reach are stale together, whatever the division: they become one fixed node.
 * A workspace of hundreds of dependents has few such sets. Works add up; the longest chain inside a set is its path,
 * which makes chains across sets a little too long: good enough to search by, not for the bound.
 *
 * `problem` is condensed, and so is the answer. One whose whole build is its path is left as it is, since its schedule
 * counts task by task, and one with two graphs, since its tests are stale by another set.
 */
export function fuse(problem: SplitProblem): Fused {
  const identity = new Int32Array(problem.count).map((_, v) => v);
  if (problem.path === problem.build || problem.run !== problem.check) return { problem, of: identity };
  const groups = numbered(alike(problem, true));
  const small = contract(problem, groups.of, groups.count);
  const order = components(small.count, importsOf(small.count, small.check));
  const of = groups.of.map((g) => order.of[g]!);
  return { problem: joined(problem, of, order.count), of };
}

/**
 * The same for a problem as it was given, and for sets that stay alike when imports between its own nodes go.
 * Free nodes keep their numbers where they come before all fixed ones.
 */
export function fuseGiven(problem: SplitProblem): SplitProblem {
  if (problem.path === problem.build || problem.run !== problem.check) return problem;
  const { problem: small, of } = condense(problem);
  const same = alike(small, false);
  const first = new Map<number, number>();
  const groups = numbered(
    of.map((g, v) => {
      if (problem.fixed[v] === 0) return v;
      const known = first.get(same[g]!) ?? v;
      first.set(same[g]!, known);
      return known;
    }),
  );
  return joined(problem, groups.of, groups.count);
}

/** For each fixed node the first that reaches the same free nodes: in the end, or before any free node's import. */
function alike(problem: SplitProblem, inTheEnd: boolean): Int32Array {
  const { count, fixed } = problem;
  const imports = importsOf(count, problem.check);
  const below = bitRows(count, count);
  const first = new Map<string, number>();
  return new Int32Array(count).map((_, v) => {
    if (fixed[v] === 0) setBit(below, v, v);
    for (let i = imports.start[v]!; i < imports.start[v + 1]!; i++) {
      const u = imports.list[i]!;
      if (inTheEnd || fixed[v] === 1) orRow(below, v, u);
    }
    if (fixed[v] === 0) return v;
    const key = keyOf(below, v);
    const known = first.get(key) ?? v;
    first.set(key, known);
    return known;
  });
}

function keyOf(rows: BitRows, v: number): string {
  return rows.data.subarray(v * rows.words, (v + 1) * rows.words).join(" ");
}

function joined(problem: SplitProblem, of: Int32Array, count: number): SplitProblem {
  const out = contract(problem, of, count);
  const alone = out.testAlone === out.test ? undefined : out.testAlone;
  for (let v = 0; v < problem.count; v++) {
    if (problem.fixed[v] === 0) continue;
    out.path[of[v]!] = 0;
    if (alone) alone[of[v]!] = 0;
  }
  const chain = chainsWithin(problem, of);
  for (let v = 0; v < problem.count; v++) {
    if (problem.fixed[v] === 0) continue;
    const g = of[v]!;
    out.path[g] = Math.max(out.path[g]!, chain[v]!);
    if (alone) alone[g] = Math.max(alone[g]!, problem.testAlone[v]!);
  }
  return out;
}

/** Longest chain of `path` from each fixed node upwards inside its set; on a circle, its members one after the other. */
function chainsWithin(problem: SplitProblem, of: Int32Array): Float64Array {
  const { count } = problem;
  const importers = importersOf(count, problem.check);
  const order = components(count, importsOf(count, problem.check));
  const byNumber = [...new Int32Array(count).keys()].sort((a, b) => order.of[b]! - order.of[a]!);
  const chain = new Float64Array(count);
  for (const v of byNumber) {
    if (problem.fixed[v] === 0) continue;
    let after = 0;
    for (let i = importers.start[v]!; i < importers.start[v + 1]!; i++) {
      const u = importers.list[i]!;
      if (of[u] === of[v]) after = Math.max(after, chain[u]!);
    }
    chain[v] = problem.path[v]! + after;
  }
  return chain;
}

function numbered(same: Int32Array): { of: Int32Array; count: number } {
  const number = new Map<number, number>();
  const of = same.map((v) => {
    const known = number.get(v) ?? number.size;
    number.set(v, known);
    return known;
  });
  return { of, count: number.size };
}
