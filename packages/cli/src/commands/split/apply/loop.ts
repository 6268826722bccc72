import { type EditToTime, measureLoops } from "@sixty/measure";
import { fail, ok, type Plan, type Result, type TaskCost, type TaskId, type Workspace } from "@sixty/model";
import { createModel } from "@sixty/schedule";
import { type Candidate, candidatesAfter, candidatesBefore, choose } from "./representatives.ts";
import type { ApplySession } from "./session.ts";

/**
 * The loop of the package's edits in milliseconds, by real edits of a few files that stand for all: each part's most
 * edited file, weighted by how often files of the parts it stands for are edited.
 */
export async function timeLoop(
  session: ApplySession,
  plan: Plan,
  when: "before" | "after",
  workspace: Workspace,
): Promise<Result<number>> {
  const { context } = session;
  const model = createModel(workspace, { ...context.timings, costs: costsOf(session) }, context.workers);
  const files =
    when === "before"
      ? candidatesBefore(plan, context.edits)
      : candidatesAfter(plan, context.edits, workspace, context.workspace);
  const chosen = choose(
    files.map((file): Candidate => ({ ...file, modelMs: model.loop([file.file]).makespanMs })),
  );
  if (chosen.length === 0)
    return fail({
      code: "NO_EDIT",
      what: `${plan.package} has no source file that can be edited to time its loop`,
      where: plan.package,
      fix: "Keep the split without the test with --keep-going.",
    });
  const edits = chosen.map(({ file }): EditToTime => ({ file, tasks: model.affected([file]) }));
  const show = session.show();
  const timed = await measureLoops(
    workspace,
    edits,
    { ...session.options, workers: context.workers, estimates: session.estimates },
    (event) => {
      show(event);
      if (event.type === "warning") session.warn(event.problem);
    },
  );
  if (!timed.ok) return timed;
  const total = chosen.reduce((sum, { share }) => sum + share, 0);
  return ok(Math.round(timed.value.reduce((sum, ms, at) => sum + (ms * chosen[at]!.share) / total, 0)));
}

function costsOf({ context, timings }: ApplySession): ReadonlyMap<TaskId, TaskCost> {
  const costs = new Map(context.timings.costs);
  for (const { id, wallMs, cpuMs } of timings.values())
    costs.set(id, { id, wallMs, runs: 1, ...(cpuMs === undefined ? {} : { cpuMs }) });
  return costs;
}
