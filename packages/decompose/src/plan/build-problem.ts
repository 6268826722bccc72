import type { FileKind, Task } from "@sixty/model";
import { emptyProblem, type SplitProblem } from "../core/problem.ts";
import { coresShare } from "../costs/busy.ts";
import { shareCosts, type TaskShares } from "../costs/file-costs.ts";
import { type Outsider, outsiders } from "../files/outside.ts";
import { isTestSide, type PackageFiles } from "../files/package-files.ts";
import type { HoistPlan } from "../hoist/hoists.ts";
import type { Prepared } from "../prepare.ts";
import { buildNets } from "./nets.ts";

/**
 * One package as a {@link SplitProblem}. Nodes 0 … files − 1 are its files, then one node per leaf file that hoists
 * found, then one fixed node per outside package that an edit of it reaches.
 */
export interface PackageProblem {
  readonly problem: SplitProblem;
  readonly files: PackageFiles;
  readonly hoists: readonly HoistPlan[];
  readonly outsiders: readonly Outsider[];
  readonly shares: readonly TaskShares[];
  /** Number of folder of each node, for coarsening. */
  readonly folder: Int32Array;
}

export function buildProblem(
  prepared: Prepared,
  files: PackageFiles,
  hoists: readonly HoistPlan[],
  counts: (task: Task) => boolean = () => true,
): PackageProblem {
  const { input, index } = prepared;
  const { graph } = index;
  const own = files.nodes.map((i) => graph.files[i]!);
  const tasks = prepared.tasksOf.get(files.package.name) ?? [];
  const inlined = takesPartsIn(prepared, files);
  const shares = shareCosts(tasks, own, input.timings, prepared.costs).map((one) =>
    inlined && one.task.kind === "build" ? { ...one, files: new Map<string, number>() } : one,
  );
  const others = outsiders(prepared, files, inlined ? "facade" : input.split.dependents);
  const count = own.length + hoists.length + others.length;
  const edges = [...allEdges(files, hoists, others), ...throughOthers(prepared, files, others)];
  const check = {
    from: Int32Array.from(edges, (edge) => edge[0]),
    to: Int32Array.from(edges, (edge) => edge[1]),
  };
  const { cores } = input.timings.machine;
  const busy = (one: TaskShares) => coresShare(one, cores);
  const busyMs = shares.reduce((sum, one) => sum + one.wallMs * busy(one), 0);
  const wall = shares.reduce((sum, one) => sum + one.wallMs, 0);
  const awaited = prepared.awaitedTargets;
  const counted = shares.filter(({ task }) => counts(task));
  const testing = counted.filter((one) => one.task.kind === "test");
  const building = counted.filter((one) => isBuild(one) && one.files.size > 0);
  const whole = counted.filter((one) => isBuild(one) && one.files.size === 0);
  const passed = chained(
    building.filter((one) => awaited.has(one.task.target)),
    prepared.crossTargets,
  );
  const longest = [...testing].sort((a, b) => b.wallMs - a.wallMs)[0];
  const passes = (task: Task) => passed.length === 0 || passed.some((one) => one.task.id === task.id);
  const { near, nets, folder } = buildNets(prepared, files, hoists.length, count, wall);
  let problem: SplitProblem = {
    ...emptyProblem(count, check),
    near,
    nets,
    path: new Float64Array(count),
    buildFixed: building.reduce((sum, one) => sum + one.fixedMs, 0),
    pathFixed: Math.min(...passed.map((one) => one.fixedMs), Number.POSITIVE_INFINITY),
    testFixed: testing.reduce((sum, one) => sum + one.fixedMs, 0),
    testFixedLeast: Math.min(...testing.map((one) => one.fixedMs), Number.POSITIVE_INFINITY),
    testAlone: new Float64Array(count),
    buildFixedBusy: building.reduce((sum, one) => sum + one.fixedMs * busy(one), 0),
    testAfterBuild: longest !== undefined && waitsForOwnBuild(prepared, longest.task.id, passes),
    workers: input.workers,
    speedup: busyMs > 0 ? Math.max(1, wall / busyMs) : Number.POSITIVE_INFINITY,
    maxFiles: input.split.maxFiles,
    maxTokens: input.split.maxTokens,
  };
  if (passed.length === 0) problem = { ...problem, pathFixed: 0 };
  own.forEach((file, v) => {
    const edited = EDITED.has(file.kind) && prepared.model.loop([file.path]).tasks > 0;
    problem.edit[v] = edited ? (input.edits.files.get(file.path) ?? 0) : 0;
    problem.build[v] = building.reduce((sum, one) => sum + (one.files.get(file.path) ?? 0), 0);
    // Importers wait for one of these at least; which one differs, so the chain counts the shortest.
    problem.path[v] = Math.min(...passed.map((one) => one.files.get(file.path) ?? 0), problem.build[v]!);
    if (passed.length === 0) problem.path[v] = 0;
    problem.test[v] = testing.reduce((sum, one) => sum + (one.files.get(file.path) ?? 0), 0);
    problem.testAlone[v] = longest?.files.get(file.path) ?? 0;
    problem.buildBusy[v] = building.reduce(
      (sum, one) => sum + (one.files.get(file.path) ?? 0) * busy(one),
      0,
    );
    problem.testBusy[v] = testing.reduce((sum, one) => sum + (one.files.get(file.path) ?? 0) * busy(one), 0);
    problem.tokens[v] = file.tokens;
    problem.attached[v] = isTestSide(file) ? 1 : 0;
    problem.facade[v] = files.facade.has(v) ? 1 : 0;
  });
  // What no file takes stays with the façade; without one nobody knows which edits it follows.
  const entry = problem.facade.indexOf(1);
  for (const one of entry < 0 ? [] : whole) {
    problem.build[entry]! += one.wallMs;
    problem.buildBusy[entry]! += one.wallMs * busy(one);
  }
  for (const one of entry < 0 ? [] : testing) {
    if (one.files.size > 0) continue;
    problem.test[entry]! += one.wallMs - one.fixedMs;
    problem.testBusy[entry]! += (one.wallMs - one.fixedMs) * busy(one);
    if (one === longest) problem.testAlone[entry]! += one.wallMs - one.fixedMs;
  }
  weighHoists(problem, files, hoists);
  fillEdits(problem, own.length + hoists.length);
  others.forEach((other, i) => {
    const v = own.length + hoists.length + i;
    problem.fixed[v] = 1;
    problem.build[v] = other.buildMs;
    problem.path[v] = other.pathMs;
    problem.least[v] = other.leastMs;
    problem.test[v] = other.testMs;
    problem.testAlone[v] = other.testAloneMs;
    problem.buildBusy[v] = other.buildBusyMs;
    problem.testBusy[v] = other.testBusyMs;
    problem.files[v] = 0;
  });
  return { problem, files, hoists, outsiders: others, shares, folder };
}

/** Kinds of files whose edits are counted, where any task sees them. */
const EDITED: ReadonlySet<FileKind> = new Set(["source", "declaration", "asset"]);

/** Bundlers that leave what a manifest depends on outside and take everything else in. */
const INLINING = /\b(tsup|tsdown|unbuild|bunchee|vite build|microbundle)\b/;

/**
 * A published package whose bundler takes unpublished parts into its own output: its build stays whole, and whoever
 * depends on it goes on depending on that.
 */
function takesPartsIn(prepared: Prepared, files: PackageFiles): boolean {
  if (files.package.private || prepared.input.split.publish) return false;
  const tasks = prepared.tasksOf.get(files.package.name) ?? [];
  return tasks.some((task) => task.kind === "build" && INLINING.test(task.script));
}

function isBuild({ task }: TaskShares): boolean {
  return task.kind === "build" || task.kind === "typecheck";
}

function allEdges(
  files: PackageFiles,
  hoists: readonly HoistPlan[],
  others: readonly Outsider[],
): [number, number][] {
  const gone = new Set(hoists.flatMap((hoist) => hoist.freed.map(([a, b]) => `${a} ${b}`)));
  const edges: [number, number][] = [];
  for (const [a, b] of files.edges) if (!gone.has(`${a} ${b}`)) edges.push([a, b]);
  for (const { a, b } of files.bound) edges.push([a, b], [b, a]);
  for (const node of files.subpaths) if (files.entry !== undefined) edges.push([files.entry, node]);
  const n = files.nodes.length;
  hoists.forEach((hoist, i) => {
    for (const user of hoist.users) edges.push([user, n + i]);
    for (const used of hoist.uses) edges.push([n + i, used]);
  });
  const at = new Map(others.map((other, i) => [other.name, n + hoists.length + i]));
  for (const other of others) {
    for (const node of other.takes) edges.push([at.get(other.name)!, node]);
    for (const name of other.through) edges.push([at.get(other.name)!, at.get(name)!]);
  }
  return edges;
}

/**
 * A test that imports a package which itself depends on this one sees what that package takes. The way there leads out
 * and back in, which is no import between files, so it is laid straight.
 */
function throughOthers(
  prepared: Prepared,
  files: PackageFiles,
  others: readonly Outsider[],
): [number, number][] {
  const byName = new Map(others.map((other) => [other.name, other]));
  const { graph } = prepared.index;
  return files.nodes.flatMap((i, v) => {
    const seen = new Set<string>();
    const open = prepared.index.edgesFrom(i).map((edge) => graph.files[edge.to]!.package);
    const reached = new Set<number>();
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const other = byName.get(name);
      if (!other || seen.has(name)) continue;
      seen.add(name);
      for (const node of other.takes) if (node !== v) reached.add(node);
      open.push(...other.through);
    }
    return [...reached].map((node): [number, number] => [v, node]);
  });
}

/** A leaf takes its declarations' share of size and edits from the files that they leave. */
function weighHoists(problem: SplitProblem, files: PackageFiles, hoists: readonly HoistPlan[]): void {
  hoists.forEach((hoist, i) => {
    const leaf = files.nodes.length + i;
    problem.edit[leaf] = 0;
    for (const { node, share } of hoist.parts) {
      for (const weight of [problem.edit, problem.build, problem.buildBusy, problem.path, problem.tokens]) {
        const moved = weight[node]! * share;
        weight[node]! -= moved;
        weight[leaf]! += moved;
      }
    }
  });
}

/** Without any known edit every file counts the same. */
function fillEdits(problem: SplitProblem, free: number): void {
  const total = problem.edit.subarray(0, free).reduce((sum, p) => sum + p, 0);
  for (let v = 0; v < problem.count; v++) {
    if (v >= free) problem.edit[v] = 0;
    else if (total > 0) problem.edit[v]! /= total;
    else problem.edit[v] = problem.attached[v] === 1 ? 0 : 1;
  }
}

/** Tasks of a part that wait for such a task of every part that it imports: what is left lies on chains of parts. */
function chained(
  awaited: readonly TaskShares[],
  after: ReadonlyMap<string, ReadonlySet<string>>,
): TaskShares[] {
  const kept = awaited.filter(({ task }) =>
    awaited.some((other) => after.get(task.target)?.has(other.task.target)),
  );
  return kept.length === awaited.length ? kept : chained(kept, after);
}

/** The tests wait for a build or a type check of their own package that `counts`, directly or not. */
function waitsForOwnBuild(prepared: Prepared, id: string, counts: (task: Task) => boolean): boolean {
  const byId = prepared.taskById;
  const name = byId.get(id)?.package;
  const seen = new Set<string>();
  const open = [...(byId.get(id)?.dependsOn ?? [])];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const task = byId.get(one);
    if (task === undefined || seen.has(one)) continue;
    seen.add(one);
    if (task.package === name && (task.kind === "build" || task.kind === "typecheck") && counts(task))
      return true;
    open.push(...task.dependsOn);
  }
  return false;
}
