import { overCaps } from "./caps.ts";
import { Evaluator } from "./evaluator.ts";
import type { SplitProblem } from "./problem.ts";
import { compact, type Division } from "./refine.ts";

/** Gives parts that hold nothing but tests to the part where they cost least. */
export function adoptOrphans(problem: SplitProblem, start: Division): Division {
  let division = start;
  for (;;) {
    const orphan = firstOrphan(problem, division);
    if (orphan < 0) return division;
    const at = new Evaluator(problem, division.parts, division.part);
    const nodes = [...division.part.keys()].filter((v) => division.part[v] === orphan);
    let pick = -1;
    let least = Number.POSITIVE_INFINITY;
    let leastOver = Number.POSITIVE_INFINITY;
    for (let p = 0; p < division.parts; p++) {
      if (p === orphan || at.holdsFixed(p) || at.grounds[p] === 0) continue;
      for (const v of nodes) at.move(v, p);
      const score = at.score();
      const over = overCaps(at.files[p]!, at.tokens[p]!, problem);
      if (score < Number.POSITIVE_INFINITY && (over < leastOver || (over === leastOver && score < least))) {
        least = score;
        leastOver = over;
        pick = p;
      }
    }
    if (pick < 0) return division;
    const part = division.part.map((p) => (p === orphan ? pick : p));
    division = compact(part);
  }
}

function firstOrphan(problem: SplitProblem, { part, parts }: Division): number {
  const grounded = new Uint8Array(parts);
  const used = new Uint8Array(parts);
  for (let v = 0; v < problem.count; v++) {
    used[part[v]!] = 1;
    if (problem.attached[v] === 0 || problem.fixed[v] === 1) grounded[part[v]!] = 1;
  }
  return used.findIndex((one, p) => one === 1 && grounded[p] === 0);
}
