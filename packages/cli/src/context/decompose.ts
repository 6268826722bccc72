import { type Prepared, prepare } from "@sixty/decompose";
import { coChange } from "@sixty/history";
import { ok, type Result } from "@sixty/model";
import { readModules } from "@sixty/modules";
import type { ModelOptions } from "../options.ts";
import type { Call } from "../spec.ts";
import { type Context, cacheOf, loadContext } from "./context.ts";
import { readWorker } from "./read-worker.ts";

/** A context, and the module graph with all that a plan is made from. */
export interface DecomposeContext extends Context {
  readonly prepared: Prepared;
}

export interface DecomposeOptions extends ModelOptions {
  readonly dependents?: "direct" | "facade";
}

/**
 * As `loadContext`, with the files and imports of the whole workspace.
 *
 * @param packages whose declarations are wanted, for hoisting types; none unless given
 */
export async function loadDecompose(
  call: Call,
  options: DecomposeOptions,
  packages: readonly string[] = [],
): Promise<Result<DecomposeContext>> {
  const context = await loadContext(call, options, { empty: "allowed" });
  if (!context.ok) return context;
  const { root, workspace, timings, edits, workers, config, warnings } = context.value;
  const graph = await readModules(workspace, {
    cacheDir: cacheOf(root),
    worker: readWorker(),
    ...(packages.length > 0 ? { packages } : { declarations: "none" as const }),
  });
  if (!graph.ok) return graph;
  const split = { ...config.split, ...(options.dependents && { dependents: options.dependents }) };
  const prepared = prepare({
    workspace,
    graph: graph.value,
    timings,
    edits,
    coChange: coChange(edits.commits),
    split,
    budgetMs: config.budget.edit,
    workers,
  });
  return ok({ ...context.value, prepared, warnings: [...warnings, ...graph.value.problems.slice(0, 5)] });
}
