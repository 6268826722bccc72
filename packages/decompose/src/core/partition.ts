import { agglomerate, cut } from "./agglomerate.ts";
import { bisect } from "./bisect.ts";
import { type Bound, lowerBound } from "./bound.ts";
import { excess, leastOver, overCaps } from "./caps.ts";
import { coarsen, folderOrder } from "./coarsen.ts";
import { type Condensed, condense } from "./condense.ts";
import { Evaluator } from "./evaluator.ts";
import { fuse } from "./fuse.ts";
import { intervals } from "./intervals.ts";
import { adoptOrphans } from "./orphans.ts";
import type { SplitProblem } from "./problem.ts";
import { type Division, refine } from "./refine.ts";
import { settle } from "./settle.ts";

/** One point of the Pareto curve. */
export interface CurvePoint {
  /** Parts that are not fixed. */
  readonly parts: number;
  readonly expectedMs: number;
  readonly p95Ms: number;
  /** Expected loop plus what the nets charge, ms. */
  readonly objectiveMs: number;
  /** By how much its parts are over `maxFiles` and `maxTokens`, as shares of them; 0 within. */
  readonly over: number;
  /** Part of each node of the problem as given; fixed nodes are parts too. */
  readonly part: Int32Array;
}

export interface Partition {
  /** By number of parts, 1 first; one per number that could be reached. */
  readonly curve: readonly CurvePoint[];
  readonly chosen: CurvePoint;
  /** `chosen` keeps p95 within the aim. */
  readonly meets: boolean;
  readonly bound: Bound;
  readonly condensed: Condensed;
}

export interface PartitionOptions {
  readonly maxParts: number;
  /** p95 to reach, ms. */
  readonly aimMs: number;
  /** No refinement: the answer in a tenth of the time, some percent worse. */
  readonly quick?: boolean;
  /** Equal for nodes that belong together (a folder); of the problem as given. */
  readonly folder?: Int32Array;
}

/** Above this many nodes the pairwise merging starts from pieces. */
const COARSE = 800;
/** Up to this many nodes parts are also found by cutting. */
const BISECTED = 240;
/** Up to this many nodes every move is tried, with the exact schedule. */
const SMALL = 14;

/**
 * Divides a problem into parts: condensation, agglomeration and intervals as starts, refinement of both, for every
 * number of parts. Chooses the fewest parts whose p95 is within the aim, else the fewest that come close to the best.
 */
export function partition(given: SplitProblem, options: PartitionOptions): Partition {
  const condensed = condense(given);
  const bound = lowerBound(condensed.problem);
  const folderOf = (of: Int32Array, count: number) => {
    const folder = new Int32Array(count).fill(-1);
    for (let v = 0; v < given.count; v++) folder[of[v]!] = options.folder?.[v] ?? 0;
    return folder;
  };
  const fused = fuse(condensed.problem);
  const fusedOf = condensed.of.map((v) => fused.of[v]!);
  const settled = settle(fused.problem, options.folder && folderOf(fusedOf, fused.problem.count));
  const { problem } = settled;
  const nodeOf = fusedOf.map((v) => settled.of[v]!);
  const folder = folderOf(nodeOf, problem.count);
  const fixed = problem.fixed.reduce((sum, one) => sum + one, 0);
  const divisions = starts(problem, folder, options);
  const byParts = new Map<number, CurvePoint>();
  for (const start of promising(problem, divisions)) {
    for (const division of improve(problem, start, options)) keep(division);
  }
  const curve = [...byParts.values()].sort((a, b) => a.parts - b.parts);
  const allowed = leastOver(curve, (point) => point.over);
  const within = allowed.find((point) => point.p95Ms <= options.aimMs);
  return { curve, chosen: within ?? bestEffort(allowed), meets: within !== undefined, bound, condensed };

  function keep(division: Division): void {
    const point = measure(division);
    if (point === undefined || point.parts > Math.max(1, options.maxParts)) return;
    const rival = byParts.get(point.parts);
    if (rival !== undefined && Math.abs(rival.over - point.over) > 1e-9) {
      if (point.over < rival.over) byParts.set(point.parts, point);
      return;
    }
    const better =
      rival === undefined ||
      (rival.p95Ms > options.aimMs && point.p95Ms <= options.aimMs) ||
      (rival.p95Ms > options.aimMs === point.p95Ms > options.aimMs &&
        point.objectiveMs < rival.objectiveMs - 1e-9);
    if (better) byParts.set(point.parts, point);
  }

  function measure(division: Division): CurvePoint | undefined {
    const at = new Evaluator(problem, division.parts, division.part, true);
    const objectiveMs = at.score();
    if (objectiveMs === Number.POSITIVE_INFINITY) return undefined;
    const part = nodeOf.map((v) => division.part[v]!);
    const expectedMs = objectiveMs - at.nets.charge;
    const over = excess(problem, division.part, division.parts);
    return { parts: division.parts - fixed, expectedMs, p95Ms: at.percentile(0.95), objectiveMs, over, part };
  }
}

function starts(problem: SplitProblem, folder: Int32Array, options: PartitionOptions): Division[] {
  const { maxParts } = options;
  const coarse = problem.count > COARSE ? coarsen(problem, folder, COARSE / 2) : undefined;
  const small = coarse?.problem ?? problem;
  const back = (division: Division): Division =>
    coarse ? { part: coarse.of.map((v) => division.part[v]!), parts: division.parts } : division;
  const free = small.count - small.fixed.reduce((sum, one) => sum + one, 0);
  const out: Division[] = [];
  const families = [agglomerate(small)];
  if (options.aimMs > 0) families.push(agglomerate(small, 0.97 * options.aimMs));
  for (const merges of families) {
    for (let k = 1; k <= Math.min(maxParts, free); k++) {
      const steps = free - k;
      if (steps > merges.length) continue;
      out.push(back(adoptOrphans(small, cut(small, merges, steps))));
    }
  }
  if (options.quick) return out;
  if (small.count <= BISECTED) {
    for (const division of bisect(small, maxParts)) out.push(back(adoptOrphans(small, division)));
  }
  const smallFolder = new Int32Array(small.count);
  for (let v = 0; v < problem.count; v++) smallFolder[coarse ? coarse.of[v]! : v] = folder[v]!;
  for (const division of intervals(small, folderOrder(small, smallFolder), maxParts)) {
    out.push(back(adoptOrphans(small, division)));
  }
  return out;
}

/** For each number of parts, the two starts within caps that score best: refinement takes most of the time. */
function promising(problem: SplitProblem, divisions: readonly Division[]): Division[] {
  const byParts = new Map<number, { division: Division; score: number; over: number }[]>();
  for (const division of divisions) {
    const score = new Evaluator(problem, division.parts, division.part).score();
    const list = byParts.get(division.parts) ?? [];
    if (score === Number.POSITIVE_INFINITY || list.some((one) => one.score === score)) continue;
    byParts.set(
      division.parts,
      [...list, { division, score, over: excess(problem, division.part, division.parts) }].sort((a, b) =>
        Math.abs(a.over - b.over) > 1e-9 ? a.over - b.over : a.score - b.score,
      ),
    );
  }
  return [...byParts.values()].flatMap((list) => list.slice(0, 2).map((one) => one.division));
}

function* improve(problem: SplitProblem, start: Division, options: PartitionOptions): Generator<Division> {
  const thorough = problem.count <= SMALL;
  const passes = thorough ? 8 : problem.count > 2000 ? 2 : 3;
  yield start;
  if (options.quick) return;
  if (excess(problem, start.part, start.parts) > 0) {
    yield refine(problem, start, { spare: 0, passes, exact: false, thorough, penalty: overfull });
  }
  const refined = refine(problem, start, { spare: 0, passes, exact: thorough, thorough });
  yield refined;
  if (thorough) yield refine(problem, refined, { spare: 1, passes, exact: true, thorough });
  const at = new Evaluator(problem, refined.parts, refined.part);
  at.score();
  const over = at.percentile(0.95);
  if (over <= options.aimMs || over > 4 * options.aimMs) return;
  const smooth = refine(problem, refined, { spare: 0, passes, exact: false, thorough, penalty: late });
  yield smooth;
  const step = (now: Evaluator) => 4 * Math.max(0, now.percentile(0.95) - options.aimMs);
  yield refine(problem, smooth, { spare: 0, passes: 2, exact: false, thorough, penalty: step });

  /** A part twice its cap counts as much as ten loops. */
  function overfull(now: Evaluator): number {
    let over = 0;
    for (let p = 0; p < now.parts; p++) {
      if (!now.holdsFixed(p)) over += overCaps(now.files[p]!, now.tokens[p]!, problem);
    }
    return 10 * over * Math.max(...now.loop.filter((ms) => ms > 0), 1);
  }

  /** Loops beyond the aim count many times over: p95 itself is a step that moves of single nodes do not feel. */
  function late(now: Evaluator): number {
    let sum = 0;
    let weight = 0;
    for (let p = 0; p < now.parts; p++) {
      if (Number.isNaN(now.loop[p]!)) continue;
      sum += now.edit[p]! * Math.max(0, now.loop[p]! - 0.98 * options.aimMs);
      weight += now.edit[p]!;
    }
    return (8 * sum) / Math.max(weight, 1e-12);
  }
}

/** The aim is out of reach: the fewest parts within 3% of the best expected loop. */
function bestEffort(curve: readonly CurvePoint[]): CurvePoint {
  const best = Math.min(...curve.map((point) => point.objectiveMs));
  return curve.find((point) => point.objectiveMs <= 1.03 * best)!;
}
