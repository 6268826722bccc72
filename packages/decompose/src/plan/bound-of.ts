import type { Task } from "@sixty/model";
import { lowerBound } from "../core/bound.ts";
import { condense } from "../core/condense.ts";
import type { Prepared } from "../prepare.ts";
import { isApart } from "./blind.ts";
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
  return lowerBound(condense(all.problem).problem).expectedMs;
}

/** These are counted as if they followed an edit of what they import. */
function follows({ kind }: Task): boolean {
  return kind === "test" || kind === "typecheck";
}
