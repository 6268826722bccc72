import type { Replay } from "@sixty/model";
import { share } from "./share.ts";

/** `sixty.replay/1`. */
export function replayDocument(replay: Replay) {
  return {
    schema: "sixty.replay/1" as const,
    budgetMs: replay.budgetMs,
    workers: replay.workers,
    p50Ms: Math.round(replay.p50Ms),
    p95Ms: Math.round(replay.p95Ms),
    expectedMs: Math.round(replay.expectedMs),
    withinBudget: share(replay.withinBudget),
    idle: replay.idle,
    commits: replay.commits.map(({ id, time, subject, loopMs, tasks, unmeasured }) => {
      return { id, time, subject, loopMs, tasks, ...(unmeasured > 0 && { unmeasured }) };
    }),
  };
}
