import { type Prepared, prepare, type Ranking, rank, which, withGraph } from "@sixty/decompose";
import { type ModuleGraph, ok, type Problem, type Result, type Which } from "@sixty/model";
import { type Early, openModules } from "@sixty/modules";
import { loops } from "@sixty/schedule";
import { cacheOf } from "../../context/cache-of.ts";
import type { Inputs } from "../../context/context.ts";
import { decomposeInput } from "../../context/decompose.ts";
import { graphWarnings } from "../../context/graph-warnings.ts";
import { keptAnswer } from "../../context/kept-answer.ts";
import { readWorker } from "../../context/read-worker.ts";
import type { WhichOptions } from "./command.ts";

export interface Answered {
  readonly which: Which;
  /** About the files that were read. */
  readonly warnings: readonly Problem[];
}

/**
 * Ranks and plans; or gives the answer of last time, when nothing that it depends on has changed since.
 * Only the files of packages that are planned are read to their declarations.
 *
 * @param head the commit that is checked out
 * @param early code that is being read
 */
export async function answerWhich(
  inputs: Inputs,
  options: WhichOptions,
  head: string,
  early?: Early,
): Promise<Result<Answered>> {
  const question = [options.all ?? false, options.limit ?? null];
  const kept = keptAnswer<Answered>("which", question, inputs, head);
  let known: Answered | undefined;
  let ranked: { prepared: Prepared; ranking: Ranking } | undefined;
  const modules = await openModules(inputs.workspace, {
    cacheDir: cacheOf(inputs.root),
    worker: readWorker(),
    early,
    declarations: (found) => {
      known = kept.byGraph(found);
      if (known) return [];
      ranked = rankPackages(inputs, found, options);
      const names = new Set(ranked.ranking.rows.map(({ name }) => name));
      return found.files.filter((file) => names.has(file.package)).map(({ path }) => path);
    },
  });
  if (!modules.ok) return modules;
  const unchanged = kept.byStamp(modules.value.stamp());
  if (unchanged) return ok(unchanged);
  const graph = await modules.value.read();
  if (!graph.ok) return graph;
  const plan = () => {
    const { prepared, ranking } = ranked ?? rankPackages(inputs, graph.value, options);
    return which(withGraph(prepared, graph.value), ranking);
  };
  const warnings = graphWarnings(graph.value.problems, inputs.workspace.packages, []);
  const answer = { which: known?.which ?? plan(), warnings };
  kept.keep(answer, graph.value, modules.value.stamp());
  return ok(answer);
}

function rankPackages(inputs: Inputs, graph: ModuleGraph, { all, limit }: WhichOptions) {
  const prepared = prepare(decomposeInput(inputs, graph));
  const { packages } = loops(prepared.model, inputs.edits, inputs.config.budget.edit);
  const ranking = rank(prepared, packages, { ...(all && { all }), ...(limit !== undefined && { limit }) });
  return { prepared, ranking };
}
