import { changesOf, diskTree } from "@sixty/apply";
import type { Obstacle, Plan, Problem } from "@sixty/model";
import type { DecomposeContext } from "../../context/decompose.ts";

/** What applying a plan would carry on with and cannot prove, and what it would be refused for. Nothing is written. */
export function lookAhead(
  { workspace, root, config, prepared }: DecomposeContext,
  plan: Plan,
): { readonly doubts: readonly Obstacle[]; readonly refused?: Problem } {
  if (plan.parts.length < 2) return { doubts: [] };
  const changes = changesOf({
    plan,
    workspace,
    graph: prepared.input.graph,
    tree: diskTree(root),
    publish: config.split.publish,
  });
  return changes.ok ? { doubts: changes.value.doubts } : { doubts: [], refused: changes.error };
}

export function asWarnings(doubts: readonly Obstacle[]): Problem[] {
  return doubts.map(({ code, what, file, line, fix }) => ({
    code,
    what,
    ...(file === undefined ? {} : { where: line === undefined ? file : `${file}:${line}` }),
    ...(fix === undefined ? {} : { fix }),
  }));
}
