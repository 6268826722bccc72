import { existsSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { why } from "@sixty/decompose";
import { ok } from "@sixty/model";
import { renderWhy, whyDocument } from "@sixty/report";
import { loadDecompose } from "../../context/decompose.ts";
import { Exit } from "../../exit.ts";
import type { ModelOptions } from "../../options.ts";
import type { Action } from "../../spec.ts";

export const action: Action = async (call) => {
  const context = await loadDecompose(call, call.options<ModelOptions>());
  if (!context.ok) return context;
  const { prepared, config, root, warnings } = context.value;
  const answer = why(prepared, pathOf(call.args[0]!, root, call.globals.cwd));
  if (!answer.ok) return answer;
  return ok({
    exit: Exit.holds,
    text: (look) => renderWhy(answer.value, look, { budgetMs: config.budget.edit }),
    document: whyDocument(answer.value),
    warnings,
  });
};

/** A path as people give it, from where they are or from the root, as the model names it. */
function pathOf(given: string, root: string, cwd: string): string {
  const near = resolve(cwd, given);
  const path = existsSync(near) ? near : resolve(root, given);
  return relative(root, path).split(sep).join("/");
}
