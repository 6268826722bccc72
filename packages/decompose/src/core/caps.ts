import type { SplitProblem } from "./problem.ts";

/** What a part may hold at most; Infinity for no cap. */
export interface Caps {
  readonly maxFiles: number;
  readonly maxTokens: number;
}

/** By how much one part is over its caps, as a share of them; 0 within. */
export function overCaps(files: number, tokens: number, { maxFiles, maxTokens }: Caps): number {
  return Math.max(0, files / maxFiles - 1) + Math.max(0, tokens / maxTokens - 1);
}

/** By how much the parts of a division are over their caps together; 0 when all are within. Fixed nodes have none. */
export function excess(problem: SplitProblem, part: Int32Array, parts: number): number {
  const files = new Float64Array(parts);
  const tokens = new Float64Array(parts);
  for (let v = 0; v < problem.count; v++) {
    if (problem.fixed[v] === 1) continue;
    files[part[v]!]! += problem.files[v]!;
    tokens[part[v]!]! += problem.tokens[v]!;
  }
  return files.reduce((sum, count, p) => sum + overCaps(count, tokens[p]!, problem), 0);
}

/** Those that are over their caps least: within them where any is, else what no division avoids. */
export function leastOver<T>(list: readonly T[], over: (one: T) => number): T[] {
  const least = Math.min(...list.map(over));
  return list.filter((one) => over(one) <= least * 1.05 + 1e-9);
}
