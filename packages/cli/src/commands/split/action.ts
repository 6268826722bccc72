import { fail, ok } from "@sixty/model";
import { renderPlan, splitDocument } from "@sixty/report";
import { planPath } from "../../context/plans.ts";
import { Exit } from "../../exit.ts";
import type { Action } from "../../spec.ts";
import type { SplitOptions } from "./command.ts";
import { planned } from "./plan.ts";
import { splitMistake } from "./usage.ts";

/** Makes a plan or checks one that was handed in; makes it real, or takes it back, where that is asked for. */
export const action: Action = async (call) => {
  const options = call.options<SplitOptions>();
  const mistake = splitMistake(call.args, options);
  if (mistake) return fail(mistake);
  if (options.undo) return (await import("./undo.ts")).undoSplit(call, options);
  if (options.resume) {
    const back = await (await import("./undo.ts")).takeInterruptedBack(call);
    if (!back.ok) return back;
    const plan = options.plan ?? planPath(back.value.root, back.value.package);
    return (await import("./apply/action.ts")).apply(call, back.value.package, {
      ...options,
      plan,
      apply: true,
    });
  }
  if (options.apply) return (await import("./apply/action.ts")).apply(call, call.args[0]!, options);
  const answer = await planned(call, call.args[0]!, options);
  if (!answer.ok) return answer;
  const { context, plan, meets, curve, file } = answer.value;
  const extra = { file, ...(curve && { curve }) };
  return ok({
    exit: Exit.holds,
    text: (look) => renderPlan(plan, look, { budgetMs: context.config.budget.edit, ...extra }),
    document: splitDocument(plan, { meets, ...extra }),
    warnings: context.warnings,
  });
};
