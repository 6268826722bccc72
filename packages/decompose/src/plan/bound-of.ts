import { lowerBound } from "../core/bound.ts";
import { condense } from "../core/condense.ts";
import type { Prepared } from "../prepare.ts";
import { buildProblem, type PackageProblem } from "./build-problem.ts";

/**
 * Below what no division of a package brings its expected loop, ms. Tasks that an edit of another part does not make
 * stale (no input from upstream, no wait for it) are left out: they run in some parts only.
 */
export function boundOf(prepared: Prepared, of: PackageProblem): number {
  const after = prepared.crossTargets;
  const own = prepared.tasksOf.get(of.files.package.name) ?? [];
  const apart = own.filter(
    ({ inputs, target }) => inputs.upstream.length === 0 && !(inputs.afterTasks && after.has(target)),
  );
  const all =
    apart.length === 0
      ? of
      : buildProblem(prepared, of.files, of.hoists, (task) => !apart.some((one) => one.id === task.id));
  return lowerBound(condense(all.problem).problem).expectedMs;
}
