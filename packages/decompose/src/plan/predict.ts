import type { Prediction } from "@sixty/model";
import { createModel, type LoopModel, summarise, type Weighted } from "@sixty/schedule";
import type { Prepared } from "../prepare.ts";
import type { PackageProblem } from "./build-problem.ts";
import type { Grouping } from "./groups.ts";
import type { PartName } from "./name-parts.ts";
import { splitWorkspace } from "./split-workspace.ts";

/**
 * Loops of the package's edits before and after, both by the loop model, over its source files by how often they are
 * edited. `bound` is that of the same graph, in the same milliseconds.
 */
export function predict(
  prepared: Prepared,
  of: PackageProblem,
  grouping: Grouping,
  names: readonly PartName[],
  boundMs: number,
): Prediction {
  const { input, model } = prepared;
  const before = sample(model, of, grouping, prepared, undefined);
  const split = splitWorkspace(prepared, of, grouping, names);
  const after = createModel(split.workspace, split.timings, input.workers);
  const then = summarise(sample(after, of, grouping, prepared, split.moved), input.budgetMs);
  const now = summarise(before, input.budgetMs);
  // The bound knows no rounding of tasks to whole milliseconds.
  const bound = Math.min(Math.round(boundMs), then.expectedMs);
  return {
    workers: input.workers,
    beforeMs: now.expectedMs,
    afterMs: then.expectedMs,
    boundMs: bound,
    p50BeforeMs: now.p50Ms,
    p50AfterMs: then.p50Ms,
    p95BeforeMs: now.p95Ms,
    p95AfterMs: then.p95Ms,
    ratio: bound > 0 ? Math.max(1, then.expectedMs / bound) : 1,
  };
}

function sample(
  model: LoopModel,
  of: PackageProblem,
  { groups }: Grouping,
  prepared: Prepared,
  moved: ((file: number) => string) | undefined,
): Weighted[] {
  const { files } = prepared.index.graph;
  const weightOf = new Map(of.files.nodes.map((i, v) => [i, of.problem.edit[v]!]));
  const out: Weighted[] = [];
  const leaf = of.files.nodes.length;
  for (const group of groups) {
    const edited = group.files.filter((i) => (weightOf.get(i) ?? 0) > 0);
    // Sources of one part look alike to the tasks, so one stands for all.
    const first = edited.find((i) => files[i]!.kind === "source") ?? edited[0];
    const weight =
      edited.reduce((sum, i) => sum + weightOf.get(i)!, 0) +
      group.hoists.reduce((sum, h) => sum + of.problem.edit[leaf + h]!, 0);
    if (first === undefined) continue;
    const file = moved ? moved(first) : files[first]!.path;
    out.push({ value: loopMs(model, file), weight });
  }
  return out;
}

/** The predicted loop, but never faster than the processors can do the work of its tasks. */
export function loopMs(model: LoopModel, file: string): number {
  const { makespanMs } = model.loop([file]);
  let cpuMs = 0;
  for (const id of model.affected([file])) {
    const cost = model.timings.costs.get(id);
    cpuMs += cost?.cpuMs ?? 0;
  }
  return Math.max(makespanMs, Math.round(cpuMs / model.timings.machine.cores));
}
