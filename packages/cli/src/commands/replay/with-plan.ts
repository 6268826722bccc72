import { resolve } from "node:path";
import { predictReplay } from "@sixty/decompose";
import { fail, ok, type Result } from "@sixty/model";
import { renderReplayPlan, replayPlanDocument } from "@sixty/report";
import { loadPackage } from "../../context/decompose.ts";
import { findRootOf } from "../../context/place.ts";
import { atPlanLine, placeOf, readPlan } from "../../context/plans.ts";
import { Exit } from "../../exit.ts";
import type { Call, Outcome } from "../../spec.ts";
import { commitsUnlessSet, noCommits } from "./action.ts";
import type { ReplayOptions } from "./command.ts";

/** The newest commits, before and after a plan. */
export async function withPlan(call: Call, file: string): Promise<Result<Outcome>> {
  const options = call.options<ReplayOptions>();
  const root = await findRootOf(call);
  if (!root.ok) return root;
  const path = resolve(call.globals.cwd, file);
  const plan = readPlan(path, root.value);
  if (!plan.ok) return plan;
  const context = await loadPackage(call, options, plan.value.package);
  if (!context.ok) return context;
  const { prepared, edits, warnings } = context.value;
  const commits = edits.commits.slice(0, options.commits ?? commitsUnlessSet);
  if (commits.length === 0) return fail(noCommits);
  const replayed = predictReplay(prepared, plan.value, commits);
  if (!replayed.ok) return fail(atPlanLine(replayed.error, path, root.value));
  const { before, after } = replayed.value;
  const place = placeOf(root.value, path);
  return ok({
    exit: Exit.holds,
    text: (look) => renderReplayPlan(before, after, look, place),
    document: replayPlanDocument(before, after, place),
    warnings,
  });
}
