import type { WatchLoop } from "@sixty/model";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count, percent } from "../text/number.ts";

export interface LoopFacts {
  /** The two numbers first: what it took, and what it takes in CI. */
  readonly facts: readonly string[];
  /** What to do, where it is over its budget. */
  readonly advice?: string;
}

/** What is to be said of a loop, without colour. */
export function loopFacts(loop: WatchLoop): LoopFacts {
  const { ms, toolMs, tasks, predictedMs, headroomMs, unmeasured, slowest, earlier, busy, budgetMs } = loop;
  if (tasks.length === 0) return { facts: ["nothing was stale"] };
  const inTools = ms > 0 ? `, ${percent(toolMs / ms)} of it in tools` : "";
  const facts = [`${count(tasks.length, "task")} in ${formatDuration(ms)}${inTools}`];
  if (predictedMs !== undefined) {
    const least = unmeasured === undefined ? "" : "at least ";
    facts.push(`in CI ${least}${formatDuration(predictedMs)} of ${formatLimit(budgetMs)}`);
    if (headroomMs !== undefined)
      facts.push(
        headroomMs < 0 ? `over by ${formatDuration(-headroomMs)}` : `headroom ${formatDuration(headroomMs)}`,
      );
  }
  if (unmeasured !== undefined) facts.push(`${count(unmeasured, "task")} never measured`);
  if (slowest !== undefined && tasks.length > 1)
    facts.push(`slowest ${clean(slowest.id)} ${formatDuration(slowest.ms)}`);
  if (earlier !== undefined && Math.abs(earlier.moreMs) >= 100)
    facts.push(`${earlier.moreMs > 0 ? "+" : ""}${formatDuration(earlier.moreMs)} since ${earlier.day}`);
  if (busy !== undefined) facts.push(`others kept ${percent(busy)} of the machine busy`);
  const advice = adviceFor(loop);
  return { facts, ...(advice === undefined ? {} : { advice }) };
}

function adviceFor({
  headroomMs,
  predictedMs,
  files,
  unmeasured,
  budgetMs,
  ms,
}: WatchLoop): string | undefined {
  const over = (headroomMs !== undefined && headroomMs < 0) || ms > budgetMs;
  const [file] = files;
  if (over)
    return file === undefined
      ? "over budget: sixty which"
      : `over budget: sixty why ${clean(file)}, or sixty which`;
  return predictedMs === undefined && unmeasured !== undefined ? "no prediction: sixty measure" : undefined;
}
