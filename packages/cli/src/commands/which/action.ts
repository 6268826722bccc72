import { which } from "@sixty/decompose";
import { fail, ok } from "@sixty/model";
import { renderWhich, whichDocument } from "@sixty/report";
import { loadDecompose } from "../../context/decompose.ts";
import { Exit } from "../../exit.ts";
import type { Action } from "../../spec.ts";
import type { WhichOptions } from "./command.ts";

/** Ranks packages by what splitting them would save. Exit 0: it answers, and judges nothing. */
export const action: Action = async (call) => {
  const options = call.options<WhichOptions>();
  const context = await loadDecompose(call, options);
  if (!context.ok) return context;
  const { prepared, timings, warnings } = context.value;
  if (timings.costs.size === 0)
    return fail({
      code: "NOTHING_MEASURED",
      what: `Nothing was measured on this machine class (${timings.machine.class}), so no package can be ranked`,
      fix: "Run `sixty measure`, or name timing files with --timings.",
    });
  const answer = which(prepared, {
    ...(options.all && { all: true }),
    ...(options.limit !== undefined && { limit: options.limit }),
  });
  return ok({
    exit: Exit.holds,
    text: (look) => renderWhich(answer, look),
    document: whichDocument(answer),
    warnings,
  });
};
