import { fail, ok, type Result } from "@sixty/model";
import { renderPlan, splitDocument } from "@sixty/report";
import { planPath } from "../../context/plans.ts";
import { Exit } from "../../exit.ts";
import type { Action, Call, Outcome } from "../../spec.ts";
import type { SplitOptions } from "./command.ts";
import { planned } from "./plan.ts";
import { splitMistake } from "./usage.ts";

/** Makes a plan or checks one that was handed in; makes it real, or takes it back, where that is asked for. */
export const action: Action = async (call) => {
  const options = call.options<SplitOptions>();
  const mistake = splitMistake(call.args, options);
  if (mistake) return fail(mistake);
  if (options.undo || options.resume || options.apply || options.dropShims)
    return (await import("./locked.ts")).locked(call, () => change(call, options));
  const answer = await planned(call, call.args[0]!, options);
  if (!answer.ok) return answer;
  const { context, plan, meets, curve, file } = answer.value;
  const { asWarnings, lookAhead } = await import("./doubts.ts");
  const { doubts, refused } = lookAhead(context, plan);
  const extra = { file, ...(curve && { curve }) };
  return ok({
    exit: Exit.holds,
    text: (look) => renderPlan(plan, look, { budgetMs: context.config.budget.edit, ...extra }),
    document: splitDocument(plan, { meets, ...extra, doubts, ...(refused && { refused }) }),
    warnings: [...context.warnings, ...asWarnings(doubts), ...(refused ? [refused] : [])],
  });
};

async function change(call: Call, options: SplitOptions): Promise<Result<Outcome>> {
  if (options.undo) return (await import("./undo.ts")).undoSplit(call, options);
  if (options.dropShims)
    return (await import("./apply/drop-shims.ts")).dropShimsOf(call, call.args[0]!, options);
  const { apply } = await import("./apply/action.ts");
  if (!options.resume) return apply(call, call.args[0]!, options);
  const back = await (await import("./undo.ts")).takeInterruptedBack(call);
  if (!back.ok) return back;
  const plan = options.plan ?? planPath(back.value.root, back.value.package);
  return apply(call, back.value.package, { ...options, plan, apply: true });
}
