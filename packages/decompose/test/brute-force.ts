import type { SplitProblem } from "../src/core/problem.ts";

/** Every division of 0 … n − 1, as restricted growth strings. */
export function* divisions(n: number): Generator<Int32Array> {
  const part = new Int32Array(n);
  const walk = function* (v: number, used: number): Generator<Int32Array> {
    if (v === n) {
      yield part;
      return;
    }
    for (let p = 0; p <= used; p++) {
      part[v] = p;
      yield* walk(v + 1, Math.max(used, p + 1));
    }
  };
  yield* walk(0, 0);
}

/** Reachability between parts, slowly: `reach[a][b]` when an edit of a makes b stale. Undefined for a circle. */
export function partReach(
  n: number,
  edges: SplitProblem["check"],
  part: Int32Array,
): boolean[][] | undefined {
  const k = Math.max(...part) + 1;
  const reach = Array.from({ length: k }, (_, a) => Array.from({ length: k }, (_, b) => a === b));
  const own = Array.from({ length: k }, () => Array.from({ length: k }, () => false));
  for (let i = 0; i < edges.from.length; i++) {
    const a = part[edges.to[i]!]!;
    const b = part[edges.from[i]!]!;
    if (a !== b) own[a]![b] = true;
  }
  for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) if (own[a]![b]) reach[a]![b] = true;
  for (let via = 0; via < k; via++) {
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < k; b++) if (reach[a]![via] && reach[via]![b]) reach[a]![b] = true;
    }
  }
  for (let a = 0; a < k; a++) for (let b = 0; b < a; b++) if (reach[a]![b] && reach[b]![a]) return undefined;
  return n >= 0 ? reach : undefined;
}

/** Expected work of a division, with one graph and one worker, straight from the definition. */
export function serialLoop(problem: SplitProblem, part: Int32Array): number | undefined {
  const reach = partReach(problem.count, problem.check, part);
  if (!reach) return undefined;
  const k = reach.length;
  const cost = new Float64Array(k).fill(problem.buildFixed);
  const tests = new Float64Array(k);
  for (let v = 0; v < problem.count; v++) {
    cost[part[v]!]! += problem.build[v]!;
    tests[part[v]!]! += problem.test[v]!;
  }
  for (let p = 0; p < k; p++) if (tests[p]! > 0) cost[p]! += tests[p]! + problem.testFixed;
  let sum = 0;
  let weight = 0;
  for (let v = 0; v < problem.count; v++) {
    const p = part[v]!;
    for (let q = 0; q < k; q++) if (reach[p]![q]) sum += problem.edit[v]! * cost[q]!;
    weight += problem.edit[v]!;
  }
  return sum / weight;
}
