import { type CostlyImport, fail, isTypeOnly, ok, type Result, type Why } from "@sixty/model";
import { edgeBreaks } from "../core/breaks.ts";
import { packageFiles } from "../files/package-files.ts";
import { buildProblem } from "../plan/build-problem.ts";
import type { Prepared } from "../prepare.ts";
import { basename } from "../text.ts";

/** An import is worth naming from this on, ms of the shortest loop that any split can bring. */
const COSTLY = 100;

/** Why an edit of a file costs what it costs. Fails with NO_FILE for a file that no package holds. */
export function why(prepared: Prepared, file: string): Result<Why> {
  const { index, model, packages, input } = prepared;
  const at = index.at.get(file);
  const owner = model.packageOf(file);
  if (at === undefined || owner === undefined) {
    return fail({
      code: "NO_FILE",
      what: "No package of the workspace has this file",
      where: file,
      fix: nearest(prepared, file) ?? "Give a path relative to the workspace, of a file that git tracks.",
    });
  }
  const loop = model.loop([file]);
  const affected = model.affected([file]);
  const slowest = [...affected].sort(
    (a, b) =>
      (input.timings.costs.get(b)?.wallMs ?? 0) - (input.timings.costs.get(a)?.wallMs ?? 0) ||
      (a < b ? -1 : 1),
  )[0];
  const target = input.workspace.tasks.find((task) => task.id === slowest)?.package;
  const steps = target === undefined ? [file] : chain(prepared, at, target);
  return ok({
    file,
    package: owner.name,
    editMs: loop.makespanMs,
    unmeasured: affected.filter((id) => !input.timings.costs.has(id)).sort(),
    chain: slowest === undefined ? steps : [...steps, slowest],
    affected,
    criticalPath: loop.criticalPath,
    imports: packages.has(owner.name) ? costlyImports(prepared, owner.name) : [],
  });
}

/** A file of the same name elsewhere, when there is one alone. */
function nearest({ index }: Prepared, file: string): string | undefined {
  const name = basename(file);
  const [one, ...more] = index.graph.files.filter(({ path }) => basename(path) === name);
  return one && more.length === 0 ? `Did you mean ${one.path}?` : undefined;
}

/** Shortest way over importers from a file to any file of a package, then through packages that only depend. */
function chain(prepared: Prepared, from: number, target: string): string[] {
  const { graph } = prepared.index;
  const importers = new Map<number, number[]>();
  for (const edge of graph.edges) {
    const list = importers.get(edge.to);
    if (list) list.push(edge.from);
    else importers.set(edge.to, [edge.from]);
  }
  const via = new Map<number, number>([[from, from]]);
  const queue = [from];
  let end = graph.files[from]!.package === target ? from : undefined;
  for (let head = 0; head < queue.length && end === undefined; head++) {
    for (const user of importers.get(queue[head]!) ?? []) {
      if (via.has(user)) continue;
      via.set(user, queue[head]!);
      queue.push(user);
      if (graph.files[user]!.package === target) {
        end = user;
        break;
      }
    }
  }
  if (end === undefined)
    return [graph.files[from]!.path, ...packageChain(prepared, graph.files[from]!.package, target)];
  const steps: string[] = [];
  for (let one = end; ; one = via.get(one)!) {
    steps.push(graph.files[one]!.path);
    if (one === from) return steps.reverse();
  }
}

function packageChain(prepared: Prepared, from: string, target: string): string[] {
  const via = new Map<string, string>([[from, from]]);
  const queue = [from];
  for (let head = 0; head < queue.length; head++) {
    for (const user of prepared.dependents.get(queue[head]!) ?? []) {
      if (via.has(user)) continue;
      via.set(user, queue[head]!);
      queue.push(user);
    }
  }
  if (!via.has(target)) return [];
  const steps: string[] = [];
  for (let one = target; one !== from; one = via.get(one)!) steps.push(one);
  return steps.reverse();
}

function costlyImports(prepared: Prepared, name: string): CostlyImport[] {
  const files = packageFiles(prepared, prepared.packages.get(name)!);
  if (!files) return [];
  const { problem } = buildProblem(prepared, files, []);
  const paths = files.nodes.map((i) => prepared.index.graph.files[i]!);
  return edgeBreaks(problem, 12)
    .flatMap(({ from, to, savedMs }) => {
      const edge = files.edges.find(([a, b]) => a === from && b === to)?.[2];
      if (!edge || paths[from]!.kind === "test" || savedMs < COSTLY) return [];
      const typeOnly = isTypeOnly(edge.kind);
      const line = edge.line;
      return [
        { file: paths[from]!.path, line, imports: paths[to]!.path, typeOnly, savedMs: Math.round(savedMs) },
      ];
    })
    .slice(0, 3);
}
