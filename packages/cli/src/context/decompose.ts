import { diskTree, stayingOf } from "@sixty/apply";
import { type DecomposeInput, type Prepared, prepare } from "@sixty/decompose";
import { coChange } from "@sixty/history";
import { type ModuleGraph, ok, type Result } from "@sixty/model";
import { readModules } from "@sixty/modules";
import type { ModelOptions } from "../options.ts";
import type { Call } from "../spec.ts";
import { cacheOf } from "./cache-of.ts";
import { type Inputs, loadInputs } from "./context.ts";
import { graphWarnings } from "./graph-warnings.ts";
import { readWorker } from "./read-worker.ts";

/** What was read, and the module graph with all that a plan is made from. */
export interface DecomposeContext extends Inputs {
  readonly prepared: Prepared;
}

export interface DecomposeOptions extends ModelOptions {
  readonly dependents?: "direct" | "facade";
}

/**
 * As `loadInputs`, with the files and imports of the whole workspace.
 *
 * @param packages whose declarations are wanted, for hoisting types; none unless given
 */
export async function loadDecompose(
  call: Call,
  options: DecomposeOptions,
  packages: readonly string[] = [],
): Promise<Result<DecomposeContext>> {
  const inputs = await loadInputs(call, options, { empty: "allowed" });
  if (!inputs.ok) return inputs;
  const { root, workspace, warnings } = inputs.value;
  const graph = await readModules(workspace, {
    cacheDir: cacheOf(root),
    worker: readWorker(),
    ...(packages.length > 0 ? { packages } : { declarations: "none" as const }),
  });
  if (!graph.ok) return graph;
  return ok({
    ...inputs.value,
    prepared: prepare(decomposeInput(inputs.value, graph.value, options.dependents)),
    warnings: [...warnings, ...graphWarnings(graph.value.problems, workspace.packages, packages)],
  });
}

/** What plans are made from. */
export function decomposeInput(
  { root, workspace, timings, edits, workers, config }: Inputs,
  graph: ModuleGraph,
  dependents = config.split.dependents,
): DecomposeInput {
  const tree = diskTree(root);
  return {
    workspace,
    graph,
    timings,
    edits,
    coChange: coChange(edits.commits),
    split: { ...config.split, dependents },
    staying: (packageName) => stayingOf(packageName, workspace, graph, tree),
    budgetMs: config.budget.edit,
    workers,
  };
}
