import { importersOf, importsOf } from "./adjacency.ts";
import { Evaluator } from "./evaluator.ts";
import type { SplitProblem } from "./problem.ts";

export interface RefineOptions {
  /** Part slots beyond the parts in use, so that a node may found a new one. */
  readonly spare: number;
  readonly passes: number;
  /** Score by the list schedule, not by its bound. */
  readonly exact: boolean;
  /** Try every part as a target, and climb out of local optima by tentative moves (Fiduccia–Mattheyses). */
  readonly thorough: boolean;
  /** What to add to the expected loop, ms: a target missed, say. */
  readonly penalty?: (at: Evaluator) => number;
}

export interface Division {
  /** Part of each node. */
  readonly part: Int32Array;
  readonly parts: number;
}

/** Moves single nodes between parts while that lowers the score. Never leaves a circle of parts or an empty one. */
export function refine(problem: SplitProblem, start: Division, options: RefineOptions): Division {
  const slots = start.parts + options.spare;
  const at = new Evaluator(problem, slots, start.part, options.exact);
  const value = () => {
    const score = at.score();
    return score + (score < Number.POSITIVE_INFINITY && options.penalty ? options.penalty(at) : 0);
  };
  const near = neighbours(problem);
  const movable = movableNodes(problem);
  let best = value();
  for (let pass = 0; pass < options.passes; pass++) {
    const before = best;
    descend();
    if (options.thorough) climb();
    if (best > before - 1e-9 * Math.max(1, before)) break;
  }
  return compact(at.part);

  /** Takes every move that helps, node by node. */
  function descend(): void {
    for (const v of movable) {
      const from = at.part[v]!;
      const to = bestTarget(v);
      if (to === undefined || to.score >= best - 1e-9) continue;
      at.move(v, to.part);
      best = to.score;
      if (at.part[v] === from) throw new Error("a move that does not move");
    }
  }

  /** Moves every node once, best first even when it hurts, and keeps the best moment. */
  function climb(): void {
    const open = new Set(movable);
    const trail: { node: number; from: number }[] = [];
    let bestLength = 0;
    while (open.size > 0) {
      let pick: { node: number; part: number; score: number } | undefined;
      for (const node of open) {
        const to = bestTarget(node);
        if (to && (pick === undefined || to.score < pick.score)) pick = { node, ...to };
      }
      if (!pick) break;
      open.delete(pick.node);
      trail.push({ node: pick.node, from: at.part[pick.node]! });
      at.move(pick.node, pick.part);
      if (pick.score >= best - 1e-9) continue;
      best = pick.score;
      bestLength = trail.length;
    }
    for (const { node, from } of trail.splice(bestLength).reverse()) at.move(node, from);
    value();
  }

  function bestTarget(v: number): { part: number; score: number } | undefined {
    const from = at.part[v]!;
    if (at.size[from] === 1 && options.spare === 0) return undefined;
    let pick: { part: number; score: number } | undefined;
    for (const part of targets(v)) {
      if (!fits(v, part)) continue;
      at.move(v, part);
      const score = leavesOrphan(from) ? Number.POSITIVE_INFINITY : value();
      if (score < Number.POSITIVE_INFINITY && (pick === undefined || score < pick.score))
        pick = { part, score };
    }
    at.move(v, from);
    return pick;
  }

  function targets(v: number): number[] {
    const found = new Set<number>();
    if (options.thorough) for (let p = 0; p < slots; p++) if (at.size[p]! > 0) found.add(p);
    for (const u of near[v]!) found.add(at.part[u]!);
    const empty = at.size.indexOf(0);
    if (empty >= 0 && problem.attached[v] === 0 && at.size[at.part[v]!]! > 1) found.add(empty);
    found.delete(at.part[v]!);
    return [...found].filter((p) => !at.holdsFixed(p)).sort((a, b) => a - b);
  }

  function fits(v: number, p: number): boolean {
    if (at.size[p] === 0) return true;
    return (
      at.files[p]! + problem.files[v]! <= problem.maxFiles &&
      at.tokens[p]! + problem.tokens[v]! <= problem.maxTokens
    );
  }

  function leavesOrphan(p: number): boolean {
    return at.size[p]! > 0 && at.grounds[p] === 0;
  }
}

/** Numbers the parts in use 0 … by first node. */
export function compact(part: Int32Array): Division {
  const number = new Map<number, number>();
  const out = new Int32Array(part.length);
  for (let v = 0; v < part.length; v++) {
    const p = part[v]!;
    if (!number.has(p)) number.set(p, number.size);
    out[v] = number.get(p)!;
  }
  return { part: out, parts: number.size };
}

function movableNodes(problem: SplitProblem): number[] {
  const out: number[] = [];
  for (let v = 0; v < problem.count; v++) if (problem.fixed[v] === 0) out.push(v);
  return out;
}

function neighbours(problem: SplitProblem): number[][] {
  const imports = importsOf(problem.count, problem.check);
  const importers = importersOf(problem.count, problem.check);
  const near = importsOf(problem.count, problem.near);
  return Array.from({ length: problem.count }, (_, v) => {
    const all = new Set<number>();
    for (const side of [imports, importers, near]) {
      for (let i = side.start[v]!; i < side.start[v + 1]!; i++) all.add(side.list[i]!);
    }
    return [...all];
  });
}
