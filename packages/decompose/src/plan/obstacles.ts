import type { Obstacle, Prediction } from "@sixty/model";
import { lowerBound } from "../core/bound.ts";
import { edgeBreaks } from "../core/breaks.ts";
import { condense } from "../core/condense.ts";
import type { SplitProblem } from "../core/problem.ts";
import { traceNames } from "../files/trace-names.ts";
import type { Prepared } from "../prepare.ts";
import { seconds } from "../text.ts";
import type { PackageProblem } from "./build-problem.ts";
import { elsewhere } from "./elsewhere.ts";
import { giantCycles } from "./giant-cycles.ts";
import type { Grouping } from "./groups.ts";
import type { OtherSplit } from "./other-split.ts";
import { nothingObstacles, unreadObstacles } from "./unread.ts";

/**
 * What stands in the way of the loop, worst first within each kind; with the seconds that its removal brings.
 * `beside` tells what this package's edits take once another one is divided.
 */
export function findObstacles(
  prepared: Prepared,
  of: PackageProblem,
  grouping: Grouping,
  predicted: Prediction,
  beside: (other: string) => OtherSplit | undefined,
): Obstacle[] {
  return [
    ...unreadObstacles(prepared, of),
    ...unmeasured(prepared, of),
    ...giantCycles(prepared, of),
    ...elsewhere(prepared, of, grouping, predicted, beside),
    ...reexports(of),
    ...ownBarrel(prepared, of),
    ...fixedCosts(prepared, of, predicted),
    ...beyondBound(prepared, of, predicted),
    ...nothingObstacles(prepared, of),
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
          what: `${user} imports ${used}: without it the shortest loop that any split can bring is ${seconds(savedMs)} shorter`,
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

function boundOf(problem: SplitProblem): number {
  return lowerBound(condense(problem).problem).expectedMs;
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
  if (savedMs < 100) return [];
  const who = whole.slice(0, 5).map((one) => `${one.name} (${seconds(one.ms)})`);
  const more = whole.length > 5 ? ` and ${whole.length - 5} more` : "";
  return [
    {
      code: "REEXPORTS_ALL",
      what: `${who.join(", ")}${more} ${whole.length === 1 ? "takes" : "take"} all of ${of.files.package.name} at once, so every edit reaches ${whole.length === 1 ? "it" : "them"}`,
      savedMs: Math.round(savedMs),
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
      what: `No division of these imports brings the loop under ${seconds(predicted.boundMs)}; the budget is ${seconds(budgetMs).replace(/ 00[sm]$/, "")}`,
      savedMs: Math.max(0, Math.round(predicted.boundMs - doubled.expectedMs)),
      fix: `Cut imports, or run it on ${workers * 2} workers with twice the cores, where the bound is ${seconds(doubled.expectedMs)}.`,
    },
  ];
}
