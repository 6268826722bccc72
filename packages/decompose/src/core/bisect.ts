import { importsOf } from "./adjacency.ts";
import { Evaluator } from "./evaluator.ts";
import type { SplitProblem } from "./problem.ts";
import { compact, type Division } from "./refine.ts";

/** The lower half of a part, in the order in which it grew, and the score with it cut off. */
interface Cut {
  readonly nodes: readonly number[];
  readonly score: number;
}

/**
 * From one part to `most`, each time by the best cut of any part. A part is cut by growing a lower half from what is
 * imported upwards, always by the node that costs least, and keeping the best moment: what lies below imports nothing
 * of what is left above, so no circle can arise. Takes time of the square of the nodes.
 */
export function bisect(problem: SplitProblem, most: number): Division[] {
  const fixed: number[] = [];
  for (let v = 0; v < problem.count; v++) if (problem.fixed[v] === 1) fixed.push(v);
  const start = new Int32Array(problem.count);
  fixed.forEach((v, i) => {
    start[v] = most + i;
  });
  const imports = importsOf(problem.count, problem.check);
  const at = new Evaluator(problem, most + fixed.length, start);
  const cuts: (Cut | undefined)[] = [cutOf(0, 1)];
  const divisions = [compact(at.part)];
  for (let parts = 1; parts < most; parts++) {
    let pick = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let p = 0; p < parts; p++) {
      const cut = cuts[p];
      if (!cut) continue;
      const score = scoreOf(p, cut, parts);
      if (score < least) {
        least = score;
        pick = p;
      }
    }
    if (pick < 0) break;
    for (const v of cuts[pick]!.nodes) at.move(v, parts);
    divisions.push(compact(at.part));
    if (parts + 1 === most) break;
    cuts[pick] = cutOf(pick, parts + 1);
    cuts[parts] = cutOf(parts, parts + 1);
  }
  return divisions;

  /** Cuts were found while the other parts looked otherwise; their score is taken anew, their nodes are not. */
  function scoreOf(p: number, cut: Cut, fresh: number): number {
    for (const v of cut.nodes) at.move(v, fresh);
    const score = at.score();
    for (const v of cut.nodes) at.move(v, p);
    return score;
  }

  function cutOf(p: number, fresh: number): Cut | undefined {
    if (fresh >= most) return undefined;
    const left = new Set<number>();
    for (let v = 0; v < problem.count; v++) if (at.part[v] === p) left.add(v);
    const grown: number[] = [];
    let best: Cut | undefined;
    while (left.size > 1) {
      let pick = -1;
      let least = Number.POSITIVE_INFINITY;
      for (const v of left) {
        if (waits(v, left)) continue;
        at.move(v, fresh);
        const score = at.score();
        at.move(v, p);
        if (score >= least) continue;
        least = score;
        pick = v;
      }
      if (pick < 0) break;
      at.move(pick, fresh);
      left.delete(pick);
      grown.push(pick);
      if (best === undefined || least < best.score) best = { nodes: [...grown], score: least };
    }
    for (const v of grown) at.move(v, p);
    return best;
  }

  function waits(v: number, left: ReadonlySet<number>): boolean {
    for (let i = imports.start[v]!; i < imports.start[v + 1]!; i++)
      if (left.has(imports.list[i]!)) return true;
    return false;
  }
}
