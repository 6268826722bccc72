import { resolve } from "node:path";
import { checkPlan, type PlannedSplit, planSplit } from "@sixty/decompose";
import { ok, type Plan, type PlanPoint, type Result } from "@sixty/model";
import { renderPlan, splitDocument } from "@sixty/report";
import { type DecomposeContext, loadDecompose } from "../../context/decompose.ts";
import { placeOf, planPath, readPlan, writePlan } from "../../context/plans.ts";
import { Exit } from "../../exit.ts";
import type { Action } from "../../spec.ts";
import type { SplitOptions } from "./command.ts";

interface Answer {
  readonly plan: Plan;
  readonly meets: boolean;
  readonly curve?: readonly PlanPoint[];
}

/** Makes a plan, or checks one that was handed in, and writes it down. */
export const action: Action = async (call) => {
  const options = call.options<SplitOptions>();
  const name = call.args[0]!;
  const context = await loadDecompose(call, options, [name]);
  if (!context.ok) return context;
  const { root, config, warnings } = context.value;
  const given = options.plan === undefined ? undefined : resolve(call.globals.cwd, options.plan);
  const answer = given === undefined ? make(context.value, name, options) : check(context.value, name, given);
  if (!answer.ok) return answer;
  const { plan, meets, curve } = answer.value;
  const out =
    options.out === undefined ? (given ?? planPath(root, name)) : resolve(call.globals.cwd, options.out);
  const written = await writePlan(out, root, plan);
  if (!written.ok) return written;
  const file = placeOf(root, out);
  return ok({
    exit: Exit.holds,
    text: (look) => renderPlan(plan, look, { budgetMs: config.budget.edit, file, ...(curve && { curve }) }),
    document: splitDocument(plan, { file, meets, ...(curve && { curve }) }),
    warnings,
  });
};

function make({ prepared }: DecomposeContext, name: string, { parts }: SplitOptions): Result<PlannedSplit> {
  return planSplit(prepared, name, parts === undefined ? {} : { parts });
}

function check({ prepared, root, config }: DecomposeContext, name: string, file: string): Result<Answer> {
  const read = readPlan(file, root, name);
  if (!read.ok) return read;
  const checked = checkPlan(prepared, read.value);
  if (!checked.ok) return checked;
  const aimMs = config.split.aim * config.budget.edit;
  return ok({ plan: checked.value, meets: checked.value.predicted.p95AfterMs <= aimMs });
}
