// Real packages: plans from the older 70% of commits, scored on the newest 30%, next to five other ways to divide.
// Every package is charged 300 s by lines and 2 s for each part that runs, on one worker; cost is modelled, not measured.
// Run: npx tsx benchmarks/decompose-real.ts REPOSITORY… [--files 30]   (clones with their history)
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { Evaluator } from "../packages/decompose/src/core/evaluator.ts";
import {
  condense,
  emptyProblem,
  lowerBound,
  partition,
  type SplitProblem,
} from "../packages/decompose/src/index.ts";
import { readEdits } from "../packages/history/src/index.ts";
import { type Commit, isTypeOnly, type ModuleGraph } from "../packages/model/src/index.ts";
import { readModules } from "../packages/modules/src/index.ts";
import { readWorkspace } from "../packages/workspace/src/index.ts";
import { communities, folders, intervals, twoWay } from "./decompose-baselines.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { files: { type: "string", default: "30" } },
});
const FEWEST = Number(values.files);
const METHODS = ["sixty", "folders", "intervals", "louvain", "two-way"] as const;
type Row = Record<(typeof METHODS)[number], number>;

async function main(): Promise<void> {
  console.log(
    `node ${process.version} on ${cpus()[0]?.model ?? "?"}; k ≤ 16; J / bound on the newest 30% of commits`,
  );
  for (const typesHoisted of [false, true]) {
    const rows: Row[] = [];
    console.log(typesHoisted ? "\nvalue imports (types hoisted)" : "\nall imports");
    for (const root of positionals) rows.push(...(await repository(root, typesHoisted)));
    const mean = (method: keyof Row) =>
      Math.exp(rows.reduce((sum, row) => sum + Math.log(row[method]), 0) / rows.length);
    console.log(
      `geomean of ${rows.length}`.padEnd(40),
      METHODS.map((m) => `${m} ${mean(m).toFixed(2)}`).join("  "),
    );
  }
}

async function repository(root: string, typesHoisted: boolean): Promise<Row[]> {
  const workspace = await readWorkspace({ cwd: root, env: process.env });
  if (!workspace.ok) throw new Error(workspace.error.what);
  const graph = await readModules(workspace.value, { packages: [] });
  if (!graph.ok) throw new Error(graph.error.what);
  const read = await readEdits(workspace.value.root, {
    commits: 4000,
    halfLifeDays: 90,
    now: 0,
    env: process.env,
  });
  if (!read.ok) throw new Error(read.error.what);
  const { commits } = read.value.edits;
  return workspace.value.packages.flatMap(
    ({ name }) => onePackage(name, graph.value, commits, typesHoisted) ?? [],
  );
}

function onePackage(
  name: string,
  graph: ModuleGraph,
  commits: readonly Commit[],
  typesHoisted: boolean,
): Row | undefined {
  const nodes = graph.files.flatMap((file, i) =>
    file.package === name && file.kind === "source" ? [i] : [],
  );
  const paths = new Set(nodes.map((i) => graph.files[i]!.path));
  const touching = commits.filter((commit) => commit.files.some((file) => paths.has(file)));
  if (nodes.length < FEWEST || touching.length < 20) return undefined;
  const cut = Math.floor(touching.length * 0.3);
  const at = new Map(nodes.map((i, v) => [i, v]));
  const edges = graph.edges.filter(
    (edge) => at.has(edge.from) && at.has(edge.to) && !(typesHoisted && isTypeOnly(edge.kind)),
  );
  const check = {
    from: Int32Array.from(edges, (edge) => at.get(edge.from)!),
    to: Int32Array.from(edges, (edge) => at.get(edge.to)!),
  };
  const lines = nodes.reduce((sum, i) => sum + graph.files[i]!.lines, 0);
  const train: SplitProblem = { ...emptyProblem(nodes.length, check), buildFixed: 2000 };
  const older = counts(touching.slice(cut), nodes, graph);
  const newer = counts(touching.slice(0, cut), nodes, graph);
  const total = older.reduce((sum, count) => sum + count + 0.5, 0);
  nodes.forEach((i, v) => {
    train.build[v] = (300_000 * graph.files[i]!.lines) / lines;
    train.edit[v] = 0.5 / nodes.length + (0.5 * (older[v]! + 0.5)) / total;
  });
  const folderNames = [...new Set(nodes.map((i) => graph.files[i]!.path.replace(/\/[^/]*$/, "")))].sort();
  const folder = Int32Array.from(nodes, (i) =>
    folderNames.indexOf(graph.files[i]!.path.replace(/\/[^/]*$/, "")),
  );
  const { curve } = partition(train, { maxParts: 16, aimMs: 0, folder });
  const best = curve.reduce((a, b) => (b.expectedMs < a.expectedMs ? b : a));
  const condensed = condense(train);
  const small = condensed.problem;
  const smallFolder = new Int32Array(small.count);
  condensed.of.forEach((g, v) => {
    smallFolder[g] = folder[v]!;
  });
  const test = { ...small, edit: new Float64Array(small.count) };
  condensed.of.forEach((g, v) => {
    test.edit[g]! += newer[v]!;
  });
  const bound = lowerBound(test).expectedMs;
  const ours = new Int32Array(small.count);
  condensed.of.forEach((g, v) => {
    ours[g] = best.part[v]!;
  });
  const k = best.parts;
  const score = (part: Int32Array) => new Evaluator(test, Math.max(...part) + 1, part).score() / bound;
  const row: Row = {
    sixty: score(ours),
    folders: score(folders(small, smallFolder, k)),
    intervals: score(intervals(small, smallFolder, k)),
    louvain: score(communities(small, k)),
    "two-way": score(twoWay(small, k)),
  };
  const text = METHODS.map((method) => `${method} ${row[method].toFixed(2)}`).join("  ");
  console.log(`${name} (${nodes.length} files, ${small.count} SCCs, k=${k})`.padEnd(60), text);
  return row;
}

function counts(commits: readonly Commit[], nodes: readonly number[], graph: ModuleGraph): number[] {
  const seen = new Map<string, number>();
  for (const commit of commits) for (const file of commit.files) seen.set(file, (seen.get(file) ?? 0) + 1);
  return nodes.map((i) => seen.get(graph.files[i]!.path) ?? 0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
