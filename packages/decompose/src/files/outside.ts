import type { ModuleEdge, TakenName, Task } from "@sixty/model";
import { coresShare } from "../costs/busy.ts";
import { allDependents, type Prepared } from "../prepare.ts";
import { isUnread } from "./index-graph.ts";
import type { PackageFiles } from "./package-files.ts";
import { traceNames } from "./trace-names.ts";

/** Another package whose tasks an edit of this one makes stale. */
export interface Outsider {
  readonly name: string;
  /** Nodes of this package that it takes directly; empty when it comes only through others. */
  readonly takes: ReadonlySet<number>;
  /** Packages among the outsiders that it depends on. */
  readonly through: readonly string[];
  /** It takes the whole: a namespace, `export *`, or a dependency without an import that was found. */
  readonly whole: boolean;
  /** Its stale build and type check tasks, and its stale tests, ms. */
  readonly buildMs: number;
  readonly testMs: number;
  /** Its longest stale test that waits for a stale task of another package. */
  readonly testAloneMs: number;
  /** Time that all cores together are busy with these, ms. */
  readonly buildBusyMs: number;
  readonly testBusyMs: number;
  /** What at least passes between an edit and those that wait for it: its shortest stale task that others wait for. */
  readonly pathMs: number;
  /** Its longest stale task. */
  readonly leastMs: number;
}

/**
 * The packages that depend on a package, and which of its files each takes, by name: an import of the entry point is
 * traced through re-exports to the file that defines the name. With `facade`, everybody takes the entry point, as those
 * do in any case that stay with it.
 */
export function outsiders(
  prepared: Prepared,
  files: PackageFiles,
  dependents: "direct" | "facade",
): Outsider[] {
  const { index, model, packages, input } = prepared;
  const name = files.package.name;
  const all = allDependents(prepared, name);
  const known = new Set(all);
  const takes = new Map<string, Set<number>>();
  const wholes = new Set<string>();
  const inside = (i: number) => files.nodeOf.has(i);
  const traced = new Map<string, Set<number>>();
  const staying = input.staying?.(name);
  for (const edge of index.edgesInto(name)) {
    const from = index.graph.files[edge.from]!.package;
    if (!known.has(from) || !inside(edge.to)) continue;
    const taken = takes.get(from) ?? new Set<number>();
    takes.set(from, taken);
    const stays = dependents === "facade" || staying?.has(from) === true;
    const names = stays || !byName(edge) ? ["*"] : edge.names.map((one) => one.imported);
    const namespace = edge.names.some(({ imported, member }) => imported === "*" || member);
    if (namespace && files.nodeOf.get(edge.to) === files.entry) wholes.add(from);
    const key = `${edge.to} ${names.join(" ")}`;
    const found = traced.get(key) ?? traceNames(index, edge.to, names, inside);
    traced.set(key, found);
    for (const i of found) taken.add(files.nodeOf.get(i)!);
  }
  const stale = new Set(model.affected([editedFile(prepared, files)]));
  const awaited = (id: string) => (prepared.awaitedBy.get(id) ?? []).some((one) => stale.has(one));
  return all.map((dependent) => {
    let [buildMs, testMs, leastMs, pathMs] = [0, 0, 0, Number.POSITIVE_INFINITY];
    let [testAloneMs, buildBusyMs, testBusyMs] = [0, 0, 0];
    for (const task of prepared.tasksOf.get(dependent) ?? []) {
      if (!stale.has(task.id)) continue;
      const cost = input.timings.costs.get(task.id);
      const wallMs = Math.round(cost?.wallMs ?? 0);
      const busyMs = wallMs * coresShare(cost, input.timings.machine.cores);
      leastMs = Math.max(leastMs, wallMs);
      const waits = task.dependsOn.some((on) => stale.has(on) && !on.startsWith(`${dependent}:`));
      if (pathMs > 0) pathMs = Math.min(pathMs, waits && awaited(task.id) ? wallMs : 0);
      if (task.kind === "test") {
        testMs += wallMs;
        testBusyMs += busyMs;
        if (waits || waitsBeyond(task)) testAloneMs = Math.max(testAloneMs, wallMs);
      } else {
        buildMs += wallMs;
        buildBusyMs += busyMs;
      }
    }
    const dependsOn = packages.get(dependent)?.dependsOn ?? [];
    const taken = takes.get(dependent) ?? new Set<number>();
    const unread = (index.filesOf.get(dependent) ?? []).some((i) => index.problemsOf.get(i)?.some(isUnread));
    const blind = (taken.size === 0 || unread) && dependsOn.includes(name);
    if (blind && files.entry !== undefined) taken.add(files.entry);
    return {
      name: dependent,
      takes: taken,
      through: dependsOn.filter((one) => known.has(one)),
      whole: blind || wholes.has(dependent),
      buildMs,
      testMs,
      testAloneMs,
      buildBusyMs,
      testBusyMs,
      pathMs: Number.isFinite(pathMs) ? pathMs : 0,
      leastMs,
    };
  });

  /** Through a task of its own that is stale too. */
  function waitsBeyond(task: Task): boolean {
    const own = (prepared.tasksOf.get(task.package) ?? []).filter(
      (one) => task.dependsOn.includes(one.id) && stale.has(one.id),
    );
    return own.some((one) => one.dependsOn.some((on) => stale.has(on) && !on.startsWith(`${task.package}:`)));
  }
}

/** Only plain imports of names can be pointed at parts; a default or a namespace stays with the entry point. */
function byName({ kind, names }: ModuleEdge): boolean {
  if (kind !== "value" && kind !== "type") return false;
  const named = ({ imported, member }: TakenName) => imported !== "*" && imported !== "default" && !member;
  return names.length > 0 && names.every(named);
}

/** A source file of the package: the one that stands for an edit, else the first. */
export function editedFile(prepared: Prepared, files: PackageFiles): string {
  const { graph } = prepared.index;
  const sources = files.nodes.map((i) => graph.files[i]!).filter((file) => file.kind === "source");
  return files.package.entry ?? sources[0]?.path ?? graph.files[files.nodes[0]!]!.path;
}
