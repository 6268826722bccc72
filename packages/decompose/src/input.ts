import type { Config, Edits, ModuleGraph, Timings, Workspace } from "@sixty/model";

/** Two files that the same commits changed. */
export interface CoChanged {
  readonly a: string;
  readonly b: string;
  readonly count: number;
}

/** Everything that a plan is made from. */
export interface DecomposeInput {
  readonly workspace: Workspace;
  /** Of the whole workspace; with declarations where types are to be hoisted. */
  readonly graph: ModuleGraph;
  readonly timings: Timings;
  readonly edits: Edits;
  readonly coChange?: readonly CoChanged[];
  readonly split: Config["split"];
  /** Packages whose imports of a package stay with its façade in any split of it; none unless given. */
  readonly staying?: (packageName: string) => ReadonlySet<string>;
  /** Packages whose default exports would not arrive at importers in other parts; none unless given. */
  readonly losesDefaults?: (packageName: string) => boolean;
  /** Files of a package that its own scripts run: they stay with its façade; none unless given. */
  readonly programs?: (packageName: string) => readonly string[];
  /** Of the loop after one edit, ms. */
  readonly budgetMs: number;
  readonly workers: number;
}
