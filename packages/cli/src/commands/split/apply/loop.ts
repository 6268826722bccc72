import type { MeasuredLoop, TaskOutcome } from "@sixty/apply";
import { type EditToTime, measureLoops } from "@sixty/measure";
import { fail, ok, type Plan, type Result, type TaskCost, type TaskId, type Workspace } from "@sixty/model";
import { createModel } from "@sixty/schedule";
import { outcomeOf } from "./outcome.ts";
import { type Candidate, candidatesAfter, candidatesBefore, choose } from "./representatives.ts";
import type { ApplySession } from "./session.ts";

/**
 * The loop of the package's edits, by real edits of a few files that stand for all: each part's most edited file,
 * weighted by how often files of the parts it stands for are edited.
 */
export async function timeLoop(
  session: ApplySession,
  plan: Plan,
  when: "before" | "after",
  workspace: Workspace,
): Promise<Result<MeasuredLoop>> {
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
  const outcomes = new Map<TaskId, TaskOutcome>();
  const timed = await measureLoops(
    workspace,
    edits,
    { ...session.options, workers: context.workers, estimates: session.estimates, testNames: true },
    (event) => {
      show(event);
      if (event.type === "warning") session.warn(event.problem);
      if ("timing" in event)
        outcomes.set(
          event.timing.id,
          outcomeOf(event.timing, event.type === "done" ? event.tests : undefined),
        );
    },
  );
  if (!timed.ok) return timed;
  const total = chosen.reduce((sum, { share }) => sum + share, 0);
  const measured = chosen.map(({ file, share, modelMs }, at) => ({
    file,
    share: share / total,
    ms: timed.value[at]!.ms,
    predictedMs: modelMs,
  }));
  return ok({
    ms: Math.round(measured.reduce((sum, { share, ms }) => sum + ms * share, 0)),
    aloneMs: Math.round(measured.reduce((sum, { share }, at) => sum + timed.value[at]!.aloneMs * share, 0)),
    p95Ms: p95(measured),
    edits: measured,
    outcomes: [...outcomes.values()],
  });
}

/** Weighted nearest rank, as over all edits. */
function p95(edits: readonly { readonly share: number; readonly ms: number }[]): number {
  const sorted = [...edits].sort((a, b) => a.ms - b.ms);
  let reached = 0;
  for (const { share, ms } of sorted) {
    reached += share;
    if (reached >= 0.95 - 1e-9) return ms;
  }
  return sorted.at(-1)!.ms;
}

function costsOf({ context, timings }: ApplySession): ReadonlyMap<TaskId, TaskCost> {
  const costs = new Map(context.timings.costs);
  for (const { id, wallMs, cpuMs } of timings.values())
    costs.set(id, { id, wallMs, runs: 1, ...(cpuMs === undefined ? {} : { cpuMs }) });
  return costs;
}
