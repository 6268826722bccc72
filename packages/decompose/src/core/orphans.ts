import { overCaps } from "./caps.ts";
import { Evaluator } from "./evaluator.ts";
import type { SplitProblem } from "./problem.ts";
import { compact, type Division } from "./refine.ts";

/** Gives parts that hold nothing but tests to the part where they cost least. */
export function adoptOrphans(problem: SplitProblem, start: Division): Division {
  let division = start;
  for (;;) {
    const at = new Evaluator(problem, division.parts, division.part);
    const orphan = firstOrphan(at);
    if (orphan < 0) return division;
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

function firstOrphan(at: Evaluator): number {
  for (let p = 0; p < at.parts; p++) {
    if (at.size[p]! > 0 && at.grounds[p] === 0 && !at.holdsFixed(p)) return p;
  }
  return -1;
}
