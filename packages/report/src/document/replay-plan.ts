import type { Replay } from "@sixty/model";
import { replayDocument } from "./replay.ts";

/** `sixty.replay/1` of the workspace as the plan would have it, with the figures as it is under `before`. */
export function replayPlanDocument(before: Replay, after: Replay, planFile: string) {
  const { schema: _, commits, budgetMs, workers, ...figures } = replayDocument(before);
  const was = new Map(commits.map(({ id, loopMs }) => [id, loopMs]));
  const now = replayDocument(after);
  return {
    ...now,
    plan: planFile,
    before: figures,
    commits: now.commits.map((commit) => ({ ...commit, beforeMs: was.get(commit.id) ?? 0 })),
  };
}
