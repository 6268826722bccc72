import type { Prediction } from "@sixty/model";
import { createModel, type LoopModel, summarise, type Weighted } from "@sixty/schedule";
import type { Prepared } from "../prepare.ts";
import { joinPath, relativeTo } from "../text.ts";
import type { PackageProblem } from "./build-problem.ts";
import type { Group, Grouping } from "./groups.ts";
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
  const before = sample(model, of, grouping, names, prepared, false);
  const now = summarise(before, input.budgetMs);
  const then = grouping.groups.length === 1 ? now : divided();
  const bound = Math.floor(boundMs);
  return {
    workers: input.workers,
    beforeMs: now.expectedMs,
    afterMs: then.expectedMs,
    boundMs: bound,
    p50BeforeMs: now.p50Ms,
    p50AfterMs: then.p50Ms,
    p95BeforeMs: now.p95Ms,
    p95AfterMs: then.p95Ms,
    ratio: bound > 0 ? then.expectedMs / bound : 1,
  };

  function divided() {
    const split = splitWorkspace(prepared, of, grouping, names);
    const after = createModel(split.workspace, split.timings, input.workers);
    return summarise(sample(after, of, grouping, names, prepared, true), input.budgetMs);
  }
}

function sample(
  model: LoopModel,
  of: PackageProblem,
  { groups }: Grouping,
  names: readonly PartName[],
  prepared: Prepared,
  moved: boolean,
): Weighted[] {
  const { files } = prepared.index.graph;
  const weightOf = new Map(of.files.nodes.map((i, v) => [i, of.problem.edit[v]!]));
  const out: Weighted[] = [];
  const leaf = of.files.nodes.length;
  const add = (file: string | undefined, weight: number) => {
    if (file !== undefined && weight > 0) out.push({ value: model.loop([file]).makespanMs, weight });
  };
  groups.forEach((group, g) => {
    const place = (path: string) =>
      moved ? joinPath(names[g]!.root, relativeTo(of.files.package.root, path)) : path;
    // Those that look alike to the tasks are worked out once.
    for (const i of group.files) add(place(files[i]!.path), weightOf.get(i) ?? 0);
    const hoisted = group.hoists.reduce((sum, h) => sum + of.problem.edit[leaf + h]!, 0);
    add(leafOf(group, names[g]!), hoisted);
  });
  return out;

  /** Where hoisted types lie, or one of the files that they come from. */
  function leafOf({ hoists }: Group, { root }: PartName): string | undefined {
    const hoist = of.hoists[hoists[0] ?? -1];
    if (hoist === undefined) return undefined;
    if (moved) return joinPath(root, relativeTo(of.files.package.root, hoist.to));
    return files[of.files.nodes[hoist.parts[0]!.node]!]!.path;
  }
}
