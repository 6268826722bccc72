import { isTypeOnly, type ModuleEdge, type Obstacle } from "@sixty/model";
import { importsOf } from "../core/adjacency.ts";
import { lowerBound } from "../core/bound.ts";
import { condense } from "../core/condense.ts";
import type { SplitProblem } from "../core/problem.ts";
import { components } from "../core/scc.ts";
import type { Prepared } from "../prepare.ts";
import type { PackageProblem } from "./build-problem.ts";

/** Imports of one circle that are tried one by one; a circle of more has no single one that matters. */
const TRIED = 600;
/** An import is worth naming when the largest circle without it is at most this share. */
const OPENS = 0.9;

type Edge = readonly [number, number, ModuleEdge];

/** Circles that hold much of the package, largest first: what they cost, and which imports open them. */
export function giantCycles(prepared: Prepared, of: PackageProblem): Obstacle[] {
  const { files } = prepared.index.graph;
  const condensed = condense(of.problem);
  const members = new Map<number, number[]>();
  of.files.nodes.forEach((_, v) => {
    const list = members.get(condensed.of[v]!);
    if (list) list.push(v);
    else members.set(condensed.of[v]!, [v]);
  });
  const lines = (list: readonly number[]) =>
    list.reduce((sum, v) => sum + files[of.files.nodes[v]!]!.lines, 0);
  const total = lines([...of.files.nodes.keys()]);
  const gone = new Set(of.hoists.flatMap((hoist) => hoist.freed.map(([a, b]) => `${a} ${b}`)));
  const edges = of.files.edges.filter(([a, b]) => !gone.has(`${a} ${b}`));
  // The façade is one node too, circle or not: only files that really import one another count.
  return [...members.values()]
    .flatMap((list) => circlesOf(list, edges))
    .filter((list) => list.length >= 8 || (list.length > 2 && lines(list) > 0.2 * total))
    .sort((a, b) => lines(b) - lines(a))
    .map((list) => obstacle(prepared, of, condensed.of, list, lines(list), edges));
}

function obstacle(
  prepared: Prepared,
  of: PackageProblem,
  component: Int32Array,
  list: readonly number[],
  lines: number,
  all: readonly Edge[],
): Obstacle {
  const { files } = prepared.index.graph;
  const path = (v: number) => files[of.files.nodes[v]!]!.path;
  const inside = new Set(list);
  const edges = all.filter(([a, b]) => inside.has(a) && inside.has(b));
  const typeOnly = edges.filter(([, , edge]) => isTypeOnly(edge.kind));
  const values = edges.filter(([, , edge]) => !isTypeOnly(edge.kind));
  const left = largest(circlesOf(list, values));
  const savedMs = boundOf(of.problem) - boundOf(opened(of.problem, component, component[list[0]!]!));
  const what = `${list.length} files (${lines} lines) import one another in a circle and stay in one part: ${sampleOf(list.map(path))}`;
  const place = { file: path(list[0]!), savedMs: Math.max(0, Math.round(savedMs)) };
  if (left <= OPENS * list.length) {
    const rest = left < 2 ? "nothing of it is left" : `a circle of ${left} is left`;
    const fix = `${typeOnly.length} of its ${edges.length} imports are of types alone, and without these ${rest}: move those types into a file that imports none of the others.`;
    return { code: "GIANT_CYCLE", what, ...place, fix };
  }
  const best = bestCut(list, edges);
  const fix =
    best === undefined
      ? "No one import opens it: move what most of them share into a file that imports none of the others."
      : `Cut the import of ${path(best.edge[1])} in ${path(best.edge[0])}:${best.edge[2].line}: ${best.left < 2 ? "no circle" : `a circle of ${best.left} files`} is left.`;
  return { code: "GIANT_CYCLE", what, ...place, fix };
}

/** The import without which the largest circle is smallest, when that is worth naming. */
function bestCut(
  list: readonly number[],
  edges: readonly Edge[],
): { readonly edge: Edge; readonly left: number } | undefined {
  const pairs = new Map(edges.map((edge) => [`${edge[0]} ${edge[1]}`, edge]));
  if (pairs.size > TRIED) return undefined;
  let best: { edge: Edge; left: number } | undefined;
  for (const edge of pairs.values()) {
    const left = largest(
      circlesOf(
        list,
        edges.filter(([a, b]) => a !== edge[0] || b !== edge[1]),
      ),
    );
    if (left <= OPENS * list.length && left < (best?.left ?? list.length)) best = { edge, left };
  }
  return best;
}

function largest(circles: readonly (readonly number[])[]): number {
  return circles.reduce((most, one) => Math.max(most, one.length), 0);
}

/** Sets of more than one of these nodes that import one another. */
function circlesOf(list: readonly number[], edges: readonly Edge[]): number[][] {
  const at = new Map(list.map((v, i) => [v, i]));
  const own = edges.filter(([a, b]) => at.has(a) && at.has(b));
  const found = components(
    list.length,
    importsOf(list.length, {
      from: Int32Array.from(own, ([a]) => at.get(a)!),
      to: Int32Array.from(own, ([, b]) => at.get(b)!),
    }),
  );
  const sets: number[][] = Array.from({ length: found.count }, () => []);
  list.forEach((v, i) => {
    sets[found.of[i]!]!.push(v);
  });
  return sets.filter((set) => set.length > 1);
}

function boundOf(problem: SplitProblem): number {
  return lowerBound(condense(problem).problem).expectedMs;
}

/** The same graph with the imports inside one component that lead backwards taken out. */
function opened(problem: SplitProblem, of: Int32Array, component: number): SplitProblem {
  const rows = [...problem.check.from.keys()].filter((i) => {
    const [a, b] = [problem.check.from[i]!, problem.check.to[i]!];
    return of[a] !== component || of[b] !== component || a > b;
  });
  const check = {
    from: Int32Array.from(rows, (i) => problem.check.from[i]!),
    to: Int32Array.from(rows, (i) => problem.check.to[i]!),
  };
  return { ...problem, check, run: check };
}

function sampleOf(paths: readonly string[]): string {
  return paths.length <= 4
    ? paths.join(", ")
    : `${paths.slice(0, 3).join(", ")} and ${paths.length - 3} more`;
}
