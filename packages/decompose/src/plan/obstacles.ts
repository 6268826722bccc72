import type { Obstacle, Prediction } from "@sixty/model";
import { lowerBound } from "../core/bound.ts";
import { edgeBreaks } from "../core/breaks.ts";
import { condense } from "../core/condense.ts";
import type { SplitProblem } from "../core/problem.ts";
import { traceNames } from "../files/trace-names.ts";
import type { Prepared } from "../prepare.ts";
import type { PackageProblem } from "./build-problem.ts";

/** What stands in the way of the loop, worst first within each kind; with the seconds that its removal brings. */
export function findObstacles(prepared: Prepared, of: PackageProblem, predicted: Prediction): Obstacle[] {
  return [
    ...unmeasured(prepared, of),
    ...cycles(prepared, of),
    ...elsewhere(prepared, of, predicted),
    ...reexports(of),
    ...ownBarrel(prepared, of),
    ...fixedCosts(prepared, of, predicted),
    ...beyondBound(prepared, of, predicted),
  ];
}

/** Imports worth cutting, as obstacles; costs some time to work out. */
export function breakObstacles(prepared: Prepared, of: PackageProblem, most: number): Obstacle[] {
  const { files } = prepared.index.graph;
  const leaf = of.files.nodes.length;
  return edgeBreaks(of.problem, most * 3)
    .flatMap(({ from, to, savedMs }) => {
      const edges = of.files.edges.filter(([a, b]) => a === from && b === to).map(([, , edge]) => edge);
      if (from >= leaf || to >= leaf || edges.length === 0 || savedMs < 100) return [];
      const [user, used] = [files[of.files.nodes[from]!]!.path, files[of.files.nodes[to]!]!.path];
      if (files[of.files.nodes[from]!]!.kind === "test") return [];
      return [
        {
          code: "EDGE_BREAK",
          what: `${user} imports ${used}: without it an edit's loop could be shorter`,
          file: user,
          line: edges[0]!.line,
          savedMs: Math.round(savedMs),
          fix: "Move what is taken into a file of its own, or pass it in.",
        },
      ];
    })
    .slice(0, most);
}

function unmeasured(prepared: Prepared, of: PackageProblem): Obstacle[] {
  const { costs, broken } = prepared.input.timings;
  const missing = (prepared.tasksOf.get(of.files.package.name) ?? []).filter((task) => !costs.has(task.id));
  return missing
    .filter((task) => task.kind !== "other")
    .map(({ id }) => ({
      code: "NO_TIMINGS",
      what: broken.has(id)
        ? `${id} failed when it was measured (${broken.get(id)})`
        : `${id} was never measured`,
      fix: `sixty measure ${of.files.package.name}`,
    }));
}

function cycles(prepared: Prepared, of: PackageProblem): Obstacle[] {
  const { files } = prepared.index.graph;
  const condensed = condense(of.problem);
  const members = new Map<number, number[]>();
  of.files.nodes.forEach((i, v) => {
    const list = members.get(condensed.of[v]!) ?? [];
    members.set(condensed.of[v]!, [...list, i]);
  });
  const total = of.files.nodes.reduce((sum, i) => sum + files[i]!.lines, 0);
  return [...members.values()]
    .map((list) => ({ list, lines: list.reduce((sum, i) => sum + files[i]!.lines, 0) }))
    .filter(({ list, lines }) => list.length >= 8 || (list.length > 2 && lines > 0.2 * total))
    .sort((a, b) => b.lines - a.lines)
    .map(({ list, lines }) => ({
      code: "GIANT_CYCLE",
      what: `${list.length} files (${lines} lines) import one another in a circle and stay in one part: ${sampleOf(
        list.map((i) => files[i]!.path),
      )}`,
      file: files[list[0]!]!.path,
      savedMs: Math.max(
        0,
        Math.round(
          boundOf(of.problem) -
            boundOf(opened(of.problem, condensed.of, condensed.of[of.files.nodeOf.get(list[0]!)!]!)),
        ),
      ),
      fix: "Cut the imports that EDGE_BREAK names, or move shared declarations into a leaf file.",
    }));
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

function elsewhere(prepared: Prepared, of: PackageProblem, predicted: Prediction): Obstacle[] {
  const others = of.outsiders
    .map((one) => ({ ...one, ms: one.buildMs + one.testMs }))
    .filter((one) => one.ms > 0);
  const total = others.reduce((sum, one) => sum + one.ms, 0) / prepared.input.workers;
  if (
    predicted.afterMs === 0 ||
    total < 0.5 * predicted.afterMs ||
    predicted.afterMs <= prepared.input.budgetMs
  )
    return [];
  const worst = others.sort((a, b) => b.ms - a.ms).slice(0, 3);
  return [
    {
      code: "CRITICAL_PATH_ELSEWHERE",
      what: `${others.length === 1 ? "A package that depends on it takes" : `${others.length} packages that depend on it take`} ${seconds(total)} of the loop, shared by its workers; the longest are ${worst
        .map((one) => `${one.name} (${seconds(one.ms)})`)
        .join(", ")}`,
      savedMs: Math.round(total),
      fix: `sixty split ${worst[0]!.name}`,
    },
  ];
}

function reexports(of: PackageProblem): Obstacle[] {
  const leaf = of.files.nodes.length + of.hoists.length;
  const whole = of.outsiders
    .map((one, i) => ({ name: one.name, whole: one.whole, ms: one.buildMs + one.testMs, node: leaf + i }))
    .filter((one) => one.whole && one.ms > 0)
    .sort((a, b) => b.ms - a.ms);
  if (whole.length === 0) return [];
  const nodes = new Set(whole.map((one) => one.node));
  const rows = [...of.problem.check.from.keys()].filter(
    (row) => !nodes.has(of.problem.check.from[row]!) || of.problem.check.to[row] !== of.files.entry,
  );
  const check = {
    from: Int32Array.from(rows, (row) => of.problem.check.from[row]!),
    to: Int32Array.from(rows, (row) => of.problem.check.to[row]!),
  };
  const savedMs = boundOf(of.problem) - boundOf({ ...of.problem, check, run: check });
  const who = whole.slice(0, 5).map((one) => `${one.name} (${seconds(one.ms)})`);
  const more = whole.length > 5 ? ` and ${whole.length - 5} more` : "";
  return [
    {
      code: "REEXPORTS_ALL",
      what: `${who.join(", ")}${more} ${whole.length === 1 ? "takes" : "take"} all of ${of.files.package.name} at once, so every edit reaches ${whole.length === 1 ? "it" : "them"}`,
      savedMs: Math.max(0, Math.round(savedMs)),
      fix: "Name what is exported again instead of `export *`, and import by name.",
    },
  ];
}

/** Files that import their own package's entry point see everything, and so lie above everything. */
function ownBarrel(prepared: Prepared, of: PackageProblem): Obstacle[] {
  const { entry, edges, nodes, nodeOf } = of.files;
  const through = edges.filter(
    ([, b, edge]) => b === entry && edge.names.every((one) => one.imported !== "*"),
  );
  const first = through[0];
  if (entry === undefined || first === undefined) return [];
  const gone = new Set(through.map(([a]) => a));
  const rows = [...of.problem.check.from.keys()].filter(
    (row) => of.problem.check.to[row] !== entry || !gone.has(of.problem.check.from[row]!),
  );
  const pairs = rows.map((row) => [of.problem.check.from[row]!, of.problem.check.to[row]!] as const);
  const added = through.flatMap(([a, , edge]) => {
    const names = edge.names.map((one) => one.imported);
    const found = traceNames(prepared.index, edge.to, names, (i) => nodeOf.has(i));
    return [...found].map((i) => [a, nodeOf.get(i)!] as const).filter(([x, y]) => x !== y);
  });
  const all = [...pairs, ...added];
  const check = { from: Int32Array.from(all, (one) => one[0]), to: Int32Array.from(all, (one) => one[1]) };
  const savedMs = boundOf(of.problem) - boundOf({ ...of.problem, check, run: check });
  if (savedMs < 500) return [];
  const { files } = prepared.index.graph;
  return [
    {
      code: "OWN_BARREL",
      what: `${gone.size} files, tests among them, import from ${files[nodes[entry]!]!.path} what other files define`,
      file: files[nodes[first[0]]!]!.path,
      line: first[2].line,
      savedMs: Math.round(savedMs),
      fix: "Import each name from the file that defines it.",
    },
  ];
}

function fixedCosts(prepared: Prepared, of: PackageProblem, predicted: Prediction): Obstacle[] {
  const fixed = of.problem.buildFixed + of.problem.testFixed;
  if (predicted.afterMs <= prepared.input.budgetMs || fixed < 0.4 * predicted.afterMs) return [];
  return [
    {
      code: "FIXED_COST_DOMINATES",
      what: `Starting its tools takes ${seconds(fixed)} of every loop, however few files a part has`,
      savedMs: Math.round(fixed),
      fix: "Use a faster tool, or join targets that start the same tool twice.",
    },
  ];
}

function beyondBound(prepared: Prepared, of: PackageProblem, predicted: Prediction): Obstacle[] {
  const { budgetMs, workers } = prepared.input;
  if (predicted.boundMs <= budgetMs) return [];
  const doubled = lowerBound(
    condense({
      ...of.problem,
      workers: workers * 2,
      buildFixedBusy: of.problem.buildFixedBusy / 2,
      buildBusy: of.problem.buildBusy.map((ms) => ms / 2),
      testBusy: of.problem.testBusy.map((ms) => ms / 2),
    }).problem,
  );
  return [
    {
      code: "BOUND_OVER_BUDGET",
      what: `No division of these imports brings the loop under ${seconds(predicted.boundMs)}; the budget is ${seconds(budgetMs)}`,
      savedMs: Math.max(0, Math.round(predicted.boundMs - doubled.expectedMs)),
      fix: `Cut imports, or use ${workers * 2} workers: their bound is ${seconds(doubled.expectedMs)}.`,
    },
  ];
}

export function seconds(ms: number): string {
  return ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
