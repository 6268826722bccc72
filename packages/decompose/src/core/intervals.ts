import { bitRows, lowest, orRow } from "./bits.ts";
import { Reach } from "./clusters.ts";
import type { SplitProblem } from "./problem.ts";
import type { Division } from "./refine.ts";

/**
 * The best division of one topological order into `1 … most` pieces, by dynamic programming (Kernighan 1971), for the
 * cost of each piece alone: its edits times the work of all that imports any of it. What a piece drags along through
 * other pieces is not charged, so this is a start for refinement, not an answer. Entry k − 1 has k pieces.
 */
export function intervals(problem: SplitProblem, order: Int32Array, most: number): Division[] {
  const free = [...order].filter((v) => problem.fixed[v] === 0);
  const fixed = [...order].filter((v) => problem.fixed[v] === 1);
  const n = free.length;
  const price = prices(problem, free);
  const k = Math.min(most, n);
  const best = Array.from({ length: k }, () => new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY));
  const from = Array.from({ length: k }, () => new Int32Array(n + 1));
  for (let j = 1; j <= n; j++) best[0]![j] = price(0, j);
  for (let pieces = 1; pieces < k; pieces++) {
    for (let j = pieces + 1; j <= n; j++) {
      for (let i = pieces; i < j; i++) {
        const total = best[pieces - 1]![i]! + price(i, j);
        if (total >= best[pieces]![j]!) continue;
        best[pieces]![j] = total;
        from[pieces]![j] = i;
      }
    }
  }
  return best.map((_, last) => {
    const part = new Int32Array(problem.count);
    let end = n;
    for (let piece = last; piece >= 0; piece--) {
      const start = piece === 0 ? 0 : from[piece]![end]!;
      for (let i = start; i < end; i++) part[free[i]!] = piece;
      end = start;
    }
    fixed.forEach((v, i) => {
      part[v] = last + 1 + i;
    });
    return { part, parts: last + 1 + fixed.length };
  });
}

/** price(i, j): pieces i … j − 1 of the order as one part. All pairs are worked out once: n² / 2 numbers. */
function prices(problem: SplitProblem, free: readonly number[]): (i: number, j: number) => number {
  const n = free.length;
  const reach = new Reach(problem.count, problem.check);
  const all = new Float64Array(n * (n + 1));
  const union = bitRows(problem.count + 1, problem.count);
  const scratch = problem.count;
  union.data.set(reach.up.data);
  for (let i = 0; i < n; i++) {
    union.data.fill(0, scratch * union.words);
    let work = problem.buildFixed + problem.testFixed;
    let edit = 0;
    for (let j = i; j < n; j++) {
      const v = free[j]!;
      for (let w = 0; w < union.words; w++) {
        let word = union.data[v * union.words + w]! & ~union.data[scratch * union.words + w]!;
        for (; word !== 0; word &= word - 1) {
          const y = w * 32 + lowest(word);
          work += problem.build[y]! + problem.test[y]!;
        }
      }
      orRow(union, scratch, v);
      edit += problem.edit[v]!;
      all[i * (n + 1) + j + 1] = edit * work;
    }
  }
  return (i, j) => all[i * (n + 1) + j]!;
}
