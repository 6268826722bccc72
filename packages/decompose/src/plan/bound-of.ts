import type { Task } from "@sixty/model";
import { lowerBound } from "../core/bound.ts";
import { condense } from "../core/condense.ts";
import type { Prepared } from "../prepare.ts";
import { follows, isApart } from "./blind.ts";
import { buildProblem, type PackageProblem } from "./build-problem.ts";

/**
 * Below what no division of a package brings its expected loop, ms. Builds that an edit of another part does not make
 * stale (no input from upstream, no wait for it) are left out: they run in some parts only.
 */
export function boundOf(prepared: Prepared, of: PackageProblem): number {
  const own = prepared.tasksOf.get(of.files.package.name) ?? [];
  const apart = own.filter((task) => !follows(task) && isApart(prepared, task));
  const all =
    apart.length === 0
      ? of
      : buildProblem(prepared, of.files, of.hoists, (task) => !apart.some((one) => one.id === task.id));
  const { problem } = all;
  const edit = problem.edit.map((share, v) => (share > 0 && isSeenByAll(prepared, of, own, v) ? share : 0));
  const [seen, whole] = [edit, problem.edit].map((shares) => shares.reduce((sum, share) => sum + share, 0));
  if (seen === 0 || whole === 0) return 0;
  return (lowerBound(condense({ ...problem, edit }).problem).expectedMs * seen!) / whole!;
}

/** An edit that only some tasks see is one that costs nothing here: the bound takes it that all of them are stale. */
function isSeenByAll(
  { index, model }: Prepared,
  { files }: PackageProblem,
  own: readonly Task[],
  node: number,
): boolean {
  const file = index.graph.files[files.nodes[node] ?? -1];
  const [first, ...others] = own;
  if (file === undefined || first === undefined) return true;
  const patterns = first.inputs.own.join("\0");
  if (others.every(({ inputs }) => inputs.own.join("\0") === patterns)) return true;
  const stale = new Set(model.affected([file.path]));
  return own.every(({ id, kind }) => kind === "other" || stale.has(id));
}
