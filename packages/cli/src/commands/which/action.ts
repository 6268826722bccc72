import { fail, ok } from "@sixty/model";
import { renderWhich, whichDocument } from "@sixty/report";
import { loadInputs } from "../../context/context.ts";
import { headOf } from "../../context/kept-answer.ts";
import { startReading } from "../../context/read-early.ts";
import { Exit } from "../../exit.ts";
import type { Action } from "../../spec.ts";
import { answerWhich } from "./answer.ts";
import type { WhichOptions } from "./command.ts";

/** Ranks packages by what splitting them would save. Exit 0: it answers, and judges nothing. */
export const action: Action = async (call) => {
  const options = call.options<WhichOptions>();
  const early = await startReading(call);
  const inputs = await loadInputs(call, options, { empty: "allowed" });
  if (!inputs.ok) return inputs;
  const { timings, root } = inputs.value;
  if (timings.costs.size === 0)
    return fail({
      code: "NOTHING_MEASURED",
      what: `Nothing was measured on this machine class (${timings.machine.class}), so no package can be ranked`,
      fix: "Run `sixty measure`, or name timing files with --timings.",
    });
  const answered = await answerWhich(inputs.value, options, await headOf(root, call.io.env), early);
  if (!answered.ok) return answered;
  const { which, warnings } = answered.value;
  return ok({
    exit: Exit.holds,
    text: (look) => renderWhich(which, look),
    document: whichDocument(which),
    warnings: [...inputs.value.warnings, ...warnings],
  });
};
