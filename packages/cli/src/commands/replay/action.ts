import { fail, ok } from "@sixty/model";
import { renderReplay, replayDocument } from "@sixty/report";
import { replay } from "@sixty/schedule";
import { loadContext } from "../../context/context.ts";
import { Exit } from "../../exit.ts";
import type { Action } from "../../spec.ts";
import type { ReplayOptions } from "./command.ts";

const commitsUnlessSet = 50;

/** The newest commits, each as one edit of all its files. */
export const action: Action = async (call) => {
  const options = call.options<ReplayOptions>();
  const context = await loadContext(call, options);
  if (!context.ok) return context;
  const { model, edits, config, warnings } = context.value;
  if (edits.commits.length === 0)
    return fail({
      code: "NO_COMMITS",
      what: "There is no commit to replay",
      fix: "Run it in a git clone with some history.",
    });
  const replayed = replay(
    model,
    edits.commits.slice(0, options.commits ?? commitsUnlessSet),
    config.budget.edit,
  );
  return ok({
    exit: Exit.holds,
    text: (look) => renderReplay(replayed, look),
    document: replayDocument(replayed),
    warnings,
  });
};
