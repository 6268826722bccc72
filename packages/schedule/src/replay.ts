import type { Commit, Replay, ReplayedCommit } from "@sixty/model";
import type { LoopModel } from "./loop-model.ts";
import { summarise } from "./percentile.ts";

/**
 * Runs commits through the loop model, as if each were one edit of all its files on a fully cached tree.
 * Every commit that makes a task stale counts once; the others are listed with 0 ms and counted as `idle`.
 */
export function replay(model: LoopModel, commits: readonly Commit[], budgetMs: number): Replay {
  const replayed = commits.map((commit) => replayOne(model, commit));
  const busy = replayed.filter(({ tasks }) => tasks > 0);
  const sample = busy.map(({ loopMs }) => ({ value: loopMs, weight: 1 }));
  return {
    budgetMs,
    workers: model.workers,
    commits: replayed,
    idle: replayed.length - busy.length,
    ...summarise(sample, budgetMs),
  };
}

function replayOne(model: LoopModel, { id, time, subject, files }: Commit): ReplayedCommit {
  const { makespanMs: loopMs, tasks, unmeasured } = model.loop(files);
  return { id, time, subject, loopMs, tasks, unmeasured };
}
