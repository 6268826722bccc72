import type { Package, Task } from "@sixty/model";
import { createModel, type LoopModel } from "@sixty/schedule";
import { type CostModel, fitCosts } from "./costs/fit.ts";
import { type GraphIndex, indexGraph } from "./files/index-graph.ts";
import type { DecomposeInput } from "./input.ts";

/** The input read once; every question is asked of this. */
export interface Prepared {
  readonly input: DecomposeInput;
  readonly index: GraphIndex;
  readonly model: LoopModel;
  readonly costs: CostModel;
  readonly packages: ReadonlyMap<string, Package>;
  readonly tasksOf: ReadonlyMap<string, readonly Task[]>;
  /** Packages that depend on each package directly, sorted. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
}

export function prepare(input: DecomposeInput): Prepared {
  const { workspace, timings, workers, graph } = input;
  const tasksOf = new Map<string, Task[]>();
  for (const task of workspace.tasks) {
    const list = tasksOf.get(task.package);
    if (list) list.push(task);
    else tasksOf.set(task.package, [task]);
  }
  const dependents = new Map<string, string[]>();
  for (const { name, dependsOn } of workspace.packages) {
    for (const on of dependsOn) {
      const list = dependents.get(on);
      if (list) list.push(name);
      else dependents.set(on, [name]);
    }
  }
  return {
    input,
    index: indexGraph(graph),
    model: createModel(workspace, timings, workers),
    costs: fitCosts(workspace, graph, timings),
    packages: new Map(workspace.packages.map((one) => [one.name, one])),
    tasksOf,
    dependents,
  };
}

/** Packages that depend on this one, directly or not, sorted. */
export function allDependents(prepared: Prepared, name: string): string[] {
  const seen = new Set<string>();
  const open = [name];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const next of prepared.dependents.get(one) ?? []) {
      if (next === name || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return [...seen].sort();
}
