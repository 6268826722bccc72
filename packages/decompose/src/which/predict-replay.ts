import { type Commit, fail, ok, type Plan, type Replay, type Result } from "@sixty/model";
import { createModel, replay } from "@sixty/schedule";
import { findHoists } from "../hoist/find-hoists.ts";
import { buildProblem } from "../plan/build-problem.ts";
import { checkPlan, groupingOf } from "../plan/check-plan.ts";
import { filesToSplit } from "../plan/plan-split.ts";
import { splitWorkspace } from "../plan/split-workspace.ts";
import type { Prepared } from "../prepare.ts";

export interface ReplayBeforeAfter {
  readonly before: Replay;
  readonly after: Replay;
}

/** The same commits through the workspace as it is, and as the plan would have it. Fails as `checkPlan` does. */
export function predictReplay(
  prepared: Prepared,
  plan: Plan,
  commits: readonly Commit[],
): Result<ReplayBeforeAfter> {
  const checked = checkPlan(prepared, plan);
  if (!checked.ok) return checked;
  const files = filesToSplit(prepared, plan.package);
  if (!files.ok) return fail(files.error);
  const split = { ...prepared.input.split, dependents: plan.dependents };
  const own = { ...prepared, input: { ...prepared.input, split } };
  const hoists = findHoists(own.index, files.value).filter((hoist) =>
    plan.hoists.some(({ to }) => to === hoist.to),
  );
  const of = buildProblem(own, files.value, hoists);
  const grouping = groupingOf(own, of, checked.value);
  const names = checked.value.parts.map(({ name, root }) => ({ name, root }));
  const after = splitWorkspace(own, of, grouping, names);
  const model = createModel(after.workspace, after.timings, prepared.input.workers);
  const moved = commits.map((commit) => ({
    ...commit,
    files: commit.files.map((path) => {
      const at = prepared.index.at.get(path);
      return at === undefined ? path : after.moved(at);
    }),
  }));
  const { budgetMs } = prepared.input;
  return ok({ before: replay(prepared.model, commits, budgetMs), after: replay(model, moved, budgetMs) });
}
