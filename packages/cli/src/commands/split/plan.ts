import { resolve } from "node:path";
import { checkPlan, type PlannedSplit, planSplit } from "@sixty/decompose";
import { fail, ok, type Plan, type PlanPoint, type Result } from "@sixty/model";
import { type DecomposeContext, loadPackage } from "../../context/decompose.ts";
import { atPlanLine, placeOf, planPath, readPlan, writePlan } from "../../context/plans.ts";
import type { Call } from "../../spec.ts";
import type { SplitOptions } from "./command.ts";
import { showPlanning } from "./planning.ts";
import { outOfReach } from "./reach.ts";

/** A plan that was made or checked, and what it was made from. */
export interface Planned {
  readonly context: DecomposeContext;
  readonly plan: Plan;
  readonly meets: boolean;
  readonly curve?: readonly PlanPoint[];
  /** Where it was written, as it is shown. */
  readonly file: string;
}

type Answer = Pick<Planned, "plan" | "meets" | "curve">;

/** Makes a plan, or checks one that was handed in, and writes it down. One that is applied keeps the file it came from. */
export async function planned(call: Call, asked: string, options: SplitOptions): Promise<Result<Planned>> {
  const done = showPlanning(call, options.apply ?? false);
  try {
    return await plan(call, asked, options);
  } finally {
    done();
  }
}

async function plan(call: Call, asked: string, options: SplitOptions): Promise<Result<Planned>> {
  const loaded = await loadPackage(call, options, asked);
  if (!loaded.ok) return loaded;
  const { name, ...context } = loaded.value;
  const { root } = context;
  const given = options.plan === undefined ? undefined : resolve(call.globals.cwd, options.plan);
  const answer = given === undefined ? make(context, name, options) : check(context, name, given);
  if (!answer.ok)
    return fail((answer.error.code === "NO_SOURCE" && outOfReach(context.workspace, name)) || answer.error);
  const usual = options.apply ? planPath(root, name) : (given ?? planPath(root, name));
  const out = options.out === undefined ? usual : resolve(call.globals.cwd, options.out);
  const written = await writePlan(out, root, answer.value.plan);
  if (!written.ok) return written;
  return ok({ ...answer.value, context, file: placeOf(root, out) });
}

function make({ prepared }: DecomposeContext, name: string, { parts }: SplitOptions): Result<PlannedSplit> {
  return planSplit(prepared, name, parts === undefined ? {} : { parts });
}

function check({ prepared, root, config }: DecomposeContext, name: string, file: string): Result<Answer> {
  const read = readPlan(file, root, name);
  if (!read.ok) return read;
  const checked = checkPlan(prepared, read.value);
  if (!checked.ok) return fail(atPlanLine(checked.error, file, root));
  return ok({ plan: checked.value, meets: checked.value.predicted.p95AfterMs <= config.budget.edit });
}
