import type { Package, Task, TaskId } from "@sixty/model";
import { createModel, type LoopModel } from "@sixty/schedule";
import { type CostModel, fitCosts } from "./costs/fit.ts";
import { type GraphIndex, indexGraph } from "./files/index-graph.ts";
import type { DecomposeInput } from "./input.ts";
import { awaitedTargets, crossTargets } from "./plan/targets.ts";

/** The input read once; every question is asked of this. */
export interface Prepared {
  readonly input: DecomposeInput;
  readonly index: GraphIndex;
  readonly model: LoopModel;
  readonly costs: CostModel;
  readonly packages: ReadonlyMap<string, Package>;
  readonly taskById: ReadonlyMap<TaskId, Task>;
  readonly tasksOf: ReadonlyMap<string, readonly Task[]>;
  /** Packages that depend on each package directly, sorted. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
  /** Tasks that wait for each task. */
  readonly awaitedBy: ReadonlyMap<TaskId, readonly TaskId[]>;
  readonly crossTargets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly awaitedTargets: ReadonlySet<string>;
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
  const awaitedBy = new Map<TaskId, TaskId[]>();
  for (const { id, dependsOn } of workspace.tasks) {
    for (const on of dependsOn) {
      const list = awaitedBy.get(on);
      if (list) list.push(id);
      else awaitedBy.set(on, [id]);
    }
  }
  return {
    input,
    index: indexGraph(graph),
    model: createModel(workspace, timings, workers),
    costs: fitCosts(workspace, graph, timings),
    packages: new Map(workspace.packages.map((one) => [one.name, one])),
    taskById: new Map(workspace.tasks.map((task) => [task.id, task])),
    tasksOf,
    dependents,
    awaitedBy,
    crossTargets: crossTargets(workspace),
    awaitedTargets: awaitedTargets(workspace),
  };
}

/** The same with another graph of the same files: one that has more declarations. */
export function withGraph(prepared: Prepared, graph: DecomposeInput["graph"]): Prepared {
  return { ...prepared, input: { ...prepared.input, graph }, index: indexGraph(graph) };
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
