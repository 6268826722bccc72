import { importsOf } from "./adjacency.ts";
import { contract } from "./contract.ts";
import type { SplitProblem } from "./problem.ts";
import { components } from "./scc.ts";

export interface Condensed {
  /** Acyclic; nodes are numbered in topological order, what is imported first. */
  readonly problem: SplitProblem;
  /** Condensed node of each original one. */
  readonly of: Int32Array;
}

/**
 * Draws together what no partition may take apart: import cycles and the files of the façade.
 * A fixed node that lies on a cycle makes its whole cycle fixed.
 */
export function condense(problem: SplitProblem): Condensed {
  const pinned = pin(problem);
  const first = contract(problem, pinned.of, pinned.count);
  const cycles = components(first.count, importsOf(first.count, first.check));
  const of = pinned.of.map((group) => cycles.of[group]!);
  return { problem: contract(problem, of, cycles.count), of };
}

function pin(problem: SplitProblem): { of: Int32Array; count: number } {
  const of = new Int32Array(problem.count);
  let count = 0;
  let facade = -1;
  for (let v = 0; v < problem.count; v++) {
    if (problem.facade[v] === 1) {
      if (facade < 0) facade = count++;
      of[v] = facade;
    } else of[v] = count++;
  }
  return { of, count };
}
