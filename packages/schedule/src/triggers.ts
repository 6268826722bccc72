import { createOwners } from "./owners.ts";
import { compilePatterns, type Matches } from "./patterns.ts";
import type { TaskIndex } from "./task-index.ts";

/**
 * What a file looks like to the tasks: its package and the lists of patterns that it matches. All files of
 * one trigger make the same tasks stale.
 */
export interface Trigger {
  readonly key: string;
  /** Index of the package; -1 for none. */
  readonly owner: number;
  /** Lists matched relative to the package, ascending. */
  readonly inPackage: readonly number[];
  /** Lists matched relative to the workspace, ascending. */
  readonly inWorkspace: readonly number[];
}

/** Lists of patterns by number, and where each task uses them; -1 for an empty list, which nothing matches. */
export interface TriggerIndex {
  /** Count of lists. */
  readonly lists: number;
  readonly own: Int32Array;
  readonly upstream: Int32Array;
  /** List → tasks that take it from the whole workspace. */
  readonly workspace: ReadonlyMap<number, readonly number[]>;
  /** Package → tasks that name it, each with its list. */
  readonly named: ReadonlyMap<number, readonly { readonly task: number; readonly list: number }[]>;
  readonly triggerOf: (file: string) => Trigger;
  /** Index of the package that holds a file; -1 for none. */
  readonly ownerOf: (file: string) => number;
}

/** Reads the inputs of all tasks once. Equal lists are compiled once and matched once per file. */
export function indexTriggers(index: TaskIndex): TriggerIndex {
  const lists = new Lists();
  const { tasks, packages } = index;
  const own = Int32Array.from(tasks, ({ inputs }) => lists.number(inputs.own));
  const upstream = Int32Array.from(tasks, ({ inputs }) => lists.number(inputs.upstream));
  const workspace = new Map<number, number[]>();
  const named = new Map<number, { task: number; list: number }[]>();
  tasks.forEach(({ inputs }, task) => {
    const anywhere = lists.number(inputs.workspace);
    if (anywhere >= 0) append(workspace, anywhere, task);
    for (const { package: name, patterns } of inputs.packages) {
      const owner = index.packageAt.get(name);
      const list = lists.number(patterns);
      if (owner !== undefined && list >= 0) append(named, owner, { task, list });
    }
  });

  const shared = [...new Set(upstream)];
  const ofPackage = packages.map((_, at) => {
    const { offsets, targets } = index.tasksOf;
    const mine = targets.subarray(offsets[at], offsets[at + 1]);
    const others = (named.get(at) ?? []).map(({ list }) => list);
    return sortedLists([...Array.from(mine, (task) => own[task]!), ...shared, ...others]);
  });
  const ofWorkspace = sortedLists([...workspace.keys()]);
  const ownerOf = createOwners(packages);

  function triggerOf(file: string): Trigger {
    const { owner, path } = ownerOf(file);
    const inPackage = (ofPackage[owner] ?? []).filter((list) => lists.matches(list, path));
    const inWorkspace = ofWorkspace.filter((list) => lists.matches(list, file));
    return { key: `${owner}|${inPackage}|${inWorkspace}`, owner, inPackage, inWorkspace };
  }
  return {
    lists: lists.size,
    own,
    upstream,
    workspace,
    named,
    triggerOf,
    ownerOf: (file) => ownerOf(file).owner,
  };
}

class Lists {
  readonly #numbers = new Map<string, number>();
  readonly #matchers: Matches[] = [];

  get size(): number {
    return this.#matchers.length;
  }

  number(patterns: readonly string[]): number {
    if (patterns.length === 0) return -1;
    const key = JSON.stringify(patterns);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#matchers.length);
    return this.#matchers.push(compilePatterns(patterns)) - 1;
  }

  matches(list: number, path: string): boolean {
    return this.#matchers[list]!(path);
  }
}

function sortedLists(lists: readonly number[]): readonly number[] {
  return [...new Set(lists)].filter((list) => list >= 0).sort((a, b) => a - b);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
