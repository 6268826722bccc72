// Real packages: plans from the older 70% of commits, scored on the newest 30%, next to four other ways to divide.
// Every package is charged 300 s by lines and 2 s for each part that runs, on one worker; cost is modelled, not measured.
// Two sets of repositories are told apart: those that the algorithm was chosen on, and those that were only reported.
// Run: npx tsx benchmarks/decompose-real.ts --report DIR… [--chosen-on DIR…] [--files 30]   (clones with their history)
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
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
import {
  type Commit,
  isTypeOnly,
  type ModuleGraph,
  type Package,
  type Workspace,
} from "../packages/model/src/index.ts";
import { readModules } from "../packages/modules/src/index.ts";
import { communities, folders, intervals, twoWay } from "./decompose-baselines.ts";

const { values } = parseArgs({
  options: {
    report: { type: "string", multiple: true, default: [] },
    "chosen-on": { type: "string", multiple: true, default: [] },
    files: { type: "string", default: "30" },
  },
});
const FEWEST = Number(values.files);
const METHODS = ["sixty", "folders", "intervals", "louvain", "two-way"] as const;
/** Packages that only show or test the others. */
const ASIDE = /(^|\/)(examples?|templates?|fixtures?|__fixtures__|tests?|playgrounds?|docs|www)\//;
type Row = Record<(typeof METHODS)[number], number>;

interface Repository {
  readonly name: string;
  readonly packages: readonly string[];
  readonly graph: ModuleGraph;
  readonly commits: readonly Commit[];
}

async function main(): Promise<void> {
  console.log(
    `node ${process.version} on ${cpus()[0]?.model ?? "?"}; k ≤ 16; J / bound on the newest 30% of commits`,
  );
  for (const [title, roots] of [
    ["Repositories that the algorithm was chosen on", values["chosen-on"]],
    ["Repositories that it was not chosen on", values.report],
  ] as const) {
    if (roots.length === 0) continue;
    const repositories: Repository[] = [];
    for (const root of roots) repositories.push(await read(resolve(root)));
    for (const typesHoisted of [false, true]) {
      console.log(`\n${title}: ${typesHoisted ? "value imports (types hoisted)" : "all imports"}`);
      compare(repositories, typesHoisted);
    }
  }
}

function compare(repositories: readonly Repository[], typesHoisted: boolean): void {
  const rows: Row[] = [];
  for (const { name, packages, graph, commits } of repositories) {
    for (const one of packages) {
      const row = onePackage(one, graph, commits, typesHoisted, name);
      if (row) rows.push(row);
    }
  }
  const mean = (method: keyof Row) =>
    Math.exp(rows.reduce((sum, row) => sum + Math.log(row[method]), 0) / rows.length);
  console.log(
    `geomean of ${rows.length}`.padEnd(70),
    METHODS.map((method) => `${method} ${mean(method).toFixed(3)}`).join("  "),
  );
  const wins = METHODS.slice(1).map(
    (method) => `${method} ${rows.filter((row) => row.sixty <= row[method] * 1.0005).length}`,
  );
  console.log(`at least as good as (of ${rows.length})`.padEnd(70), wins.join("  "));
}

/** Packages are the folders with a manifest: nothing has to be installed. */
async function read(root: string): Promise<Repository> {
  const listed = execFileSync("git", ["ls-files", "-z", "--", "package.json", "**/package.json"], {
    cwd: root,
    encoding: "utf8",
  });
  const packages = new Map<string, Package>();
  for (const path of listed.split("\0")) {
    if (path === "" || /(^|\/)(examples?|templates?|fixtures?|__fixtures__|tests?|playgrounds?)\//.test(path))
      continue;
    if (!existsSync(join(root, path))) continue;
    const { name = basename(dirname(path)) } = JSON.parse(readFileSync(join(root, path), "utf8")) as {
      name?: string;
    };
    if (packages.has(name)) continue;
    packages.set(name, { name, npmName: name, root: dirname(path), dependsOn: [], private: false, tags: [] });
  }
  const workspace: Workspace = {
    root,
    runner: "plain",
    manager: "npm",
    packages: [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    tasks: [],
    targets: [],
    warnings: [],
  };
  const graph = await readModules(workspace, { packages: [] });
  if (!graph.ok) throw new Error(`${root}: ${graph.error.what}`);
  const edits = await readEdits(root, { commits: 4000, halfLifeDays: 90, now: 0, env: process.env });
  if (!edits.ok) throw new Error(`${root}: ${edits.error.what}`);
  console.error(`read ${root} after ${(process.cpuUsage().user / 1e6).toFixed(0)} s of processor`);
  return {
    name: basename(root),
    packages: workspace.packages.filter((one) => !ASIDE.test(`${one.root}/`)).map(({ name }) => name),
    graph: graph.value,
    commits: edits.value.edits.commits,
  };
}

function onePackage(
  name: string,
  graph: ModuleGraph,
  commits: readonly Commit[],
  typesHoisted: boolean,
  repository: string,
): Row | undefined {
  // At the root of a workspace lies much that is no part of a package; what is one lies in src.
  const atRoot = graph.files.some((file) => file.package === name && !file.path.includes("/"));
  const nodes = graph.files.flatMap((file, i) =>
    file.package === name && file.kind === "source" && (!atRoot || file.path.startsWith("src/")) ? [i] : [],
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
  console.log(`${repository}: ${name} (${nodes.length} files, ${small.count} SCCs, k=${k})`.padEnd(70), text);
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
