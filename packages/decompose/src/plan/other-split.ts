import { createModel, type LoopModel } from "@sixty/schedule";
import type { Prepared } from "../prepare.ts";
import type { Candidate } from "./assemble.ts";
import type { PackageProblem } from "./build-problem.ts";
import { splitWorkspace } from "./split-workspace.ts";

/** What the split of another package does to the edits of this one. */
export interface OtherSplit {
  readonly parts: number;
  /** Expected loop of this package's edits then, ms. */
  readonly afterMs: number;
}

/** The expected loop of this package's edits, were another one divided like that. */
export function otherSplit(prepared: Prepared, of: PackageProblem, other: Candidate): OtherSplit {
  const split = splitWorkspace(prepared, other.of, other.grouping, other.names);
  const model = createModel(split.workspace, split.timings, prepared.input.workers);
  return { parts: other.grouping.groups.length, afterMs: expected(prepared, of, model) };
}

/** The expected loop of this package's edits, undivided, on twice the workers and twice the cores. */
export function onTwice(prepared: Prepared, of: PackageProblem): number {
  const { workspace, timings, workers } = prepared.input;
  const machine = { ...timings.machine, cores: 2 * timings.machine.cores };
  return expected(prepared, of, createModel(workspace, { ...timings, machine }, 2 * workers));
}

function expected(prepared: Prepared, of: PackageProblem, model: LoopModel): number {
  const { files } = prepared.index.graph;
  let sum = 0;
  let weight = 0;
  of.files.nodes.forEach((i, v) => {
    const share = of.problem.edit[v]!;
    if (share <= 0) return;
    sum += share * model.loop([files[i]!.path]).makespanMs;
    weight += share;
  });
  return weight > 0 ? sum / weight : 0;
}
