import { diskTree, losingDefaults, programsOf, rootPattern, stayingOf } from "@sixty/apply";
import { type DecomposeInput, type Prepared, prepare } from "@sixty/decompose";
import { coChange } from "@sixty/history";
import { type ModuleGraph, ok, type Result } from "@sixty/model";
import { type Early, readModules } from "@sixty/modules";
import type { ModelOptions } from "../options.ts";
import { onePackage } from "../packages.ts";
import type { Call } from "../spec.ts";
import { cacheOf } from "./cache-of.ts";
import { type Inputs, loadInputs } from "./context.ts";
import { graphWarnings } from "./graph-warnings.ts";
import { startReading } from "./read-early.ts";
import { readWorker } from "./read-worker.ts";

/** What was read, and the module graph with all that a plan is made from. */
export interface DecomposeContext extends Inputs {
  readonly prepared: Prepared;
}

export interface DecomposeOptions extends ModelOptions {
  readonly dependents?: "direct" | "facade";
}

/** As `loadInputs`, with the files and imports of the whole workspace. */
export async function loadDecompose(
  call: Call,
  options: DecomposeOptions,
): Promise<Result<DecomposeContext>> {
  const early = await startReading(call);
  const inputs = await loadInputs(call, options, { empty: "allowed" });
  return inputs.ok ? withGraph(inputs.value, options, [], early) : inputs;
}

/**
 * As `loadDecompose`, for one package, with its declarations, which hoisting types takes.
 *
 * @param asked its name, npm's name, folder or a glob; `name` in the answer is that in the workspace
 */
export async function loadPackage(
  call: Call,
  options: DecomposeOptions,
  asked: string,
): Promise<Result<DecomposeContext & { readonly name: string }>> {
  const early = await startReading(call);
  const inputs = await loadInputs(call, options, { empty: "allowed" });
  if (!inputs.ok) return inputs;
  const name = onePackage(inputs.value.workspace, asked);
  if (!name.ok) return name;
  const context = await withGraph(inputs.value, options, [name.value], early);
  return context.ok ? ok({ ...context.value, name: name.value }) : context;
}

/**
 * @param packages whose declarations are wanted
 * @param early code that is being read
 */
async function withGraph(
  inputs: Inputs,
  { dependents }: DecomposeOptions,
  packages: readonly string[],
  early: Early | undefined,
): Promise<Result<DecomposeContext>> {
  const { root, workspace, warnings } = inputs;
  const graph = await readModules(workspace, {
    cacheDir: cacheOf(root),
    worker: readWorker(),
    early,
    ...(packages.length > 0 ? { packages } : { declarations: "none" as const }),
  });
  if (!graph.ok) return graph;
  return ok({
    ...inputs,
    prepared: prepare(decomposeInput(inputs, graph.value, dependents)),
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
    split: { ...config.split, root: rootPattern(config.split.root, tree), dependents },
    staying: stayingOf(workspace, graph, tree),
    losesDefaults: losingDefaults(workspace, tree),
    programs: programsOf(workspace, tree),
    budgetMs: config.budget.edit,
    workers,
  };
}
