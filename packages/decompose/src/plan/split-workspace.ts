import type { Package, Task, TaskCost, TaskInputs, Timings, Workspace } from "@sixty/model";
import type { Prepared } from "../prepare.ts";
import { joinPath, relativeTo } from "../text.ts";
import { blindTasks } from "./blind.ts";
import type { PackageProblem } from "./build-problem.ts";
import type { Grouping } from "./groups.ts";
import type { PartName } from "./name-parts.ts";

export interface SplitWorkspace {
  readonly workspace: Workspace;
  readonly timings: Timings;
  /** Where a file of the package lies after the split. */
  moved(graphFile: number): string;
}

/**
 * The workspace as it would be after the split: parts are packages with the old one's tasks, each costing the fixed
 * part and its files' share; whoever depended on the package depends on the parts that it takes names from.
 */
export function splitWorkspace(
  prepared: Prepared,
  of: PackageProblem,
  { groups, groupOf }: Grouping,
  names: readonly PartName[],
): SplitWorkspace {
  const { input, index } = prepared;
  const { workspace, timings } = input;
  const owner = of.files.package;
  const tasks = prepared.tasksOf.get(owner.name) ?? [];
  const after = prepared.crossTargets;
  const takenBy = new Map(
    of.outsiders.map((one) => [
      one.name,
      [...new Set([...one.takes].map((v) => groupOf[v]!))].sort((a, b) => a - b),
    ]),
  );
  const blind = new Set(blindTasks(prepared, owner.name));
  const known = new Set(index.importsOf(owner.name));
  const outside = groups.map((group) => {
    const imported = new Set<string>();
    for (const file of group.files) {
      for (const edge of index.edgesFrom(file)) imported.add(index.graph.files[edge.to]!.package);
    }
    return owner.dependsOn.filter((name) => imported.has(name) || !known.has(name));
  });
  const paths = groups.map((group) => group.files.map((i) => index.graph.files[i]!.path));
  const costs = new Map<string, TaskCost>(timings.costs);
  const partTasks = groups.map((_, g) => tasks.filter((task) => runs(g, task)));
  const has = groups.map((_, g) => new Set(partTasks[g]!.map((task) => task.target)));
  for (const task of tasks) costs.delete(task.id);
  const newTasks = groups.flatMap((_, g) => partTasks[g]!.map((task) => partTask(g, task)));
  const otherTasks = workspace.tasks.filter((task) => task.package !== owner.name).map(otherTask);
  const packages = workspace.packages.filter((one) => one.name !== owner.name).map(otherPackage);
  return {
    workspace: {
      ...workspace,
      packages: [...packages, ...groups.map((_, g) => partPackage(g))].sort((a, b) =>
        a.name < b.name ? -1 : 1,
      ),
      tasks: [...otherTasks, ...newTasks].sort((a, b) => (a.id < b.id ? -1 : 1)),
    },
    timings: { ...timings, costs },
    moved,
  };

  function moved(graphFile: number): string {
    const g = groups.findIndex((group) => group.files.includes(graphFile));
    const { path } = index.graph.files[graphFile]!;
    return g < 0 ? path : joinPath(names[g]!.root, relativeTo(owner.root, path));
  }

  function runs(g: number, task: Task): boolean {
    if (groups[g]!.facade && task.kind === "other") return true;
    if (task.kind === "other") return false;
    const shares = of.shares.find((one) => one.task.id === task.id)?.files;
    if (shares?.size === 0) return groups[g]!.facade;
    if (task.kind !== "test") return true;
    if (shares === undefined) return groups[g]!.facade;
    return paths[g]!.some((path) => shares.has(path));
  }

  function partTask(g: number, task: Task): Task {
    const id = `${names[g]!.name}:${task.target}`;
    const share = of.shares.find((one) => one.task.id === task.id);
    if (share) {
      const files = paths[g]!.reduce((sum, path) => sum + (share.files.get(path) ?? 0), 0);
      const rest = share.files.size === 0 ? share.wallMs - share.fixedMs : files + hoisted(g, share.files);
      // Whole, as the loop model would round it, but never down: the bound must hold for it.
      const wallMs = Math.ceil(share.fixedMs + rest - 1e-6);
      const cpu = share.cpuMs === undefined ? {} : { cpuMs: (share.cpuMs * wallMs) / share.wallMs };
      costs.set(id, { id, wallMs, ...cpu, runs: 1 });
    }
    const waits = task.dependsOn.flatMap((on) => dependency(g, on));
    const silent: TaskInputs["packages"][number][] = [];
    for (const target of after.get(task.target) ?? []) {
      const found = reach(groups[g]!.uses, target);
      waits.push(...found.waits);
      if (task.inputs.afterTasks) silent.push(...found.silent);
    }
    if (blind.has(task)) silent.push(...below(groups[g]!.uses, task.inputs.own));
    return {
      ...task,
      id,
      package: names[g]!.name,
      dependsOn: [...new Set(waits)].sort(),
      inputs: {
        ...task.inputs,
        workspace: task.inputs.workspace.map((glob) => reroot(glob, names[g]!.root)),
        packages: [...task.inputs.packages.flatMap(expand), ...silent],
      },
    };
  }

  /** Files of these parts and of all that they use. */
  function below(parts: readonly number[], patterns: readonly string[]): TaskInputs["packages"][number][] {
    const seen = new Set(parts);
    for (const part of seen) for (const use of groups[part]!.uses) seen.add(use);
    return [...seen].map((part) => ({ package: names[part]!.name, patterns }));
  }

  /** The tasks of these parts for a target; a part without one is passed through, and its files count instead. */
  function reach(parts: readonly number[], target: string) {
    const patterns = tasks.find((one) => one.target === target)?.inputs.own ?? ["**/*"];
    const waits: string[] = [];
    const silent: TaskInputs["packages"][number][] = [];
    const seen = new Set(parts);
    for (const part of seen) {
      const { name } = names[part]!;
      if (has[part]!.has(target)) {
        waits.push(`${name}:${target}`);
        continue;
      }
      silent.push({ package: name, patterns });
      for (const use of groups[part]!.uses) seen.add(use);
    }
    return { waits, silent };
  }

  /** Text that left for a leaf of this group, less what left this group's files. Type checks and builds only. */
  function hoisted(g: number, shares: ReadonlyMap<string, number>): number {
    let ms = 0;
    of.hoists.forEach((hoist, h) => {
      for (const { node, share } of hoist.parts) {
        const cost = share * (shares.get(index.graph.files[of.files.nodes[node]!]!.path) ?? 0);
        if (groups[g]!.hoists.includes(h)) ms += cost;
        if (groupOf[node] === g) ms -= cost;
      }
    });
    return ms;
  }

  function dependency(g: number, on: string): string[] {
    const own = tasks.find((one) => one.id === on);
    if (own) return has[g]!.has(own.target) ? [`${names[g]!.name}:${own.target}`] : [];
    const other = prepared.taskById.get(on);
    if (!other) return [];
    return outside[g]!.includes(other.package) || !owner.dependsOn.includes(other.package) ? [on] : [];
  }

  function otherTask(task: Task): Task {
    const parts = takenBy.get(task.package) ?? [0];
    const silent: TaskInputs["packages"][number][] = [];
    const dependsOn = task.dependsOn.flatMap((on) => {
      const old = prepared.taskById.get(on);
      if (old?.package !== owner.name) return [on];
      const found = reach(parts, old.target);
      if (task.inputs.afterTasks) silent.push(...found.silent);
      return found.waits;
    });
    const touched = task.inputs.workspace.some((glob) => reroot(glob, "") !== glob);
    const workspaceGlobs = touched
      ? [...new Set(task.inputs.workspace.flatMap((glob) => names.map(({ root }) => reroot(glob, root))))]
      : task.inputs.workspace;
    return {
      ...task,
      dependsOn: [...new Set(dependsOn)].sort(),
      inputs: {
        ...task.inputs,
        workspace: workspaceGlobs,
        packages: [...task.inputs.packages.flatMap(expand), ...silent],
      },
    };
  }

  function expand<T extends { readonly package: string }>(input: T): T[] {
    return input.package === owner.name ? names.map(({ name }) => ({ ...input, package: name })) : [input];
  }

  function reroot(glob: string, root: string): string {
    if (owner.root === ".") return glob;
    const bare = glob.startsWith("!") ? glob.slice(1) : glob;
    if (!bare.startsWith(`${owner.root}/`)) return glob;
    return `${glob.slice(0, glob.length - bare.length)}${root}/${bare.slice(owner.root.length + 1)}`;
  }

  function otherPackage(one: Package): Package {
    if (!one.dependsOn.includes(owner.name)) return one;
    const parts = takenBy.get(one.name) ?? [];
    const added = (parts.length > 0 ? parts : [0]).map((g) => names[g]!.name);
    const dependsOn = one.dependsOn.filter((name) => name !== owner.name);
    return { ...one, dependsOn: [...new Set([...dependsOn, ...added])].sort() };
  }

  function partPackage(g: number): Package {
    const { name, root } = names[g]!;
    const dependsOn = [...outside[g]!, ...groups[g]!.uses.map((use) => names[use]!.name)].sort();
    const { entry: _, npmName, ...rest } = owner;
    const first = groups[g]!.files.find((i) => index.graph.files[i]!.kind === "source");
    return {
      ...rest,
      name,
      root,
      dependsOn,
      ...(groups[g]!.facade && npmName !== undefined ? { npmName } : {}),
      ...(first === undefined ? {} : { entry: moved(first) }),
    };
  }
}
