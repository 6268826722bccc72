import { fail, ok } from "@sixty/model";
import { renderReplay, replayDocument } from "@sixty/report";
import { replay } from "@sixty/schedule";
import { loadContext } from "../../context/context.ts";
import { Exit } from "../../exit.ts";
import type { Action } from "../../spec.ts";
import type { ReplayOptions } from "./command.ts";

export const commitsUnlessSet = 50;

/** The newest commits, each as one edit of all its files. */
export const action: Action = async (call) => {
  const options = call.options<ReplayOptions>();
  if (options.plan !== undefined) return (await import("./with-plan.ts")).withPlan(call, options.plan);
  const context = await loadContext(call, options);
  if (!context.ok) return context;
  const { model, edits, config, warnings } = context.value;
  const commits = edits.commits.slice(0, options.commits ?? commitsUnlessSet);
  if (commits.length === 0) return fail(noCommits);
  const replayed = replay(model, commits, config.budget.edit);
  return ok({
    exit: Exit.holds,
    text: (look) => renderReplay(replayed, look),
    document: replayDocument(replayed),
    warnings,
  });
};

export const noCommits = {
  code: "NO_COMMITS",
  what: "There is no commit to replay",
  fix: "Run it in a git clone with some history.",
};
