import { isTypeOnly, type TakenName } from "@sixty/model";
import { importsOf } from "../core/adjacency.ts";
import { components } from "../core/scc.ts";
import type { GraphIndex } from "../files/index-graph.ts";
import type { PackageFiles } from "../files/package-files.ts";
import { dirname, joinPath } from "../text.ts";
import type { HoistPlan } from "./hoists.ts";
import { movableTypes, type TypeRef } from "./movable-types.ts";

/** A leaf is worth its trouble when the largest cycle left is at most this share of the lines. */
const OPENS = 0.8;

/**
 * The type-only cycles of a package that open when type declarations move into a leaf file: for each cycle that only
 * exists because of type-only imports, the declarations that those take, with the local types that they use.
 */
export function findHoists(index: GraphIndex, files: PackageFiles): HoistPlan[] {
  const { graph } = index;
  const pairs = files.edges.map(([a, b]) => [a, b] as const);
  const taken = new Set(graph.files.map((file) => file.path));
  return cyclesOf(files.nodes.length, pairs).flatMap((members) => {
    const inside = new Set(members);
    const lines = (list: readonly number[]) =>
      list.reduce((sum, v) => sum + graph.files[files.nodes[v]!]!.lines, 0);
    const valueOnly = files.edges.filter(
      ([a, b, edge]) => inside.has(a) && inside.has(b) && !isTypeOnly(edge.kind),
    );
    const left = largest(
      cyclesOf(
        files.nodes.length,
        valueOnly.map(([a, b]) => [a, b] as const),
      ),
      lines,
    );
    if (left > OPENS * lines(members)) return [];
    const plan = openCycle(index, files, inside, taken);
    if (!plan) return [];
    const freed = new Set(plan.freed.map(([a, b]) => `${a} ${b}`));
    const leaf = files.nodes.length;
    const rest = [
      ...pairs.filter(([a, b]) => !freed.has(`${a} ${b}`)),
      ...plan.users.map((user) => [user, leaf] as const),
      ...plan.uses.map((used) => [leaf, used] as const),
    ];
    const opened = cyclesOf(leaf + 1, rest).filter((cycle) => cycle.some((v) => inside.has(v)));
    if (opened.some((cycle) => cycle.includes(leaf))) return [];
    if (largest(opened, lines) > OPENS * lines(members)) return [];
    taken.add(plan.to);
    return [plan];
  });
}

function openCycle(
  index: GraphIndex,
  files: PackageFiles,
  inside: ReadonlySet<number>,
  taken: ReadonlySet<string>,
): HoistPlan | undefined {
  const { graph } = index;
  const types = movableTypes(index, files, inside);
  const kept = new Set<string>();
  const wanted = new Map<string, TypeRef[]>();
  for (const [a, b, edge] of files.edges) {
    if (!inside.has(a) || !inside.has(b)) continue;
    const key = `${a} ${b}`;
    const refs =
      isTypeOnly(edge.kind) && edge.names.length > 0 && !edge.names.some(isMember)
        ? edge.names.map((one) => types.find(b, one.imported))
        : [];
    if (refs.length === 0 || refs.some((ref) => ref === undefined)) kept.add(key);
    else wanted.set(key, [...(wanted.get(key) ?? []), ...(refs as TypeRef[])]);
  }
  const freed = [...wanted].filter(([key]) => !kept.has(key));
  if (freed.length === 0) return undefined;
  const moved = types.closure(freed.flatMap(([, refs]) => refs));
  // One file has room for one of a name.
  if (new Set(moved.types.map(({ name }) => name)).size < moved.types.length) return undefined;
  const byNode = new Map<number, string[]>();
  for (const { node, name } of moved.types) byNode.set(node, [...(byNode.get(node) ?? []), name]);
  const parts = [...byNode]
    .sort((a, b) => a[0] - b[0])
    .map(([node, names]) => {
      const file = graph.files[files.nodes[node]!]!;
      const spans = (file.declarations ?? []).filter(
        (one) => names.includes(one.name) && one.meaning === "type",
      );
      const text = spans.reduce((sum, one) => sum + one.end - one.start, 0);
      return {
        node,
        names: [...new Set(names)].sort(),
        share: Math.min(0.95, text / Math.max(1, file.bytes)),
      };
    });
  const pairs = freed.map(([key]) => key.split(" ").map(Number) as [number, number]);
  const users = new Set([...pairs.map(([a]) => a), ...byNode.keys()]);
  const froms = parts.map(({ node }) => graph.files[files.nodes[node]!]!.path);
  return {
    to: leafPath(files.package.root, froms, taken),
    parts,
    users: [...users].sort((a, b) => a - b),
    uses: [...moved.outside].sort((a, b) => a - b),
    freed: pairs,
  };
}

/** `ns.Type` of a namespace import: its statement binds the namespace, so it cannot be pointed at where one type went. */
function isMember({ member }: TakenName): boolean {
  return member === true;
}

/** `types.ts` in the folder that all have in common, or a name beside it that is free. */
function leafPath(root: string, froms: readonly string[], taken: ReadonlySet<string>): string {
  let folder = dirname(froms[0]!);
  while (folder !== root && folder !== "." && !froms.every((path) => path.startsWith(`${folder}/`))) {
    folder = dirname(folder);
  }
  for (let i = 1; ; i++) {
    const name = i === 1 ? "types.ts" : i === 2 ? "shared-types.ts" : `shared-types-${i - 1}.ts`;
    if (!taken.has(joinPath(folder, name))) return joinPath(folder, name);
  }
}

function largest(cycles: readonly (readonly number[])[], lines: (list: readonly number[]) => number): number {
  return Math.max(0, ...cycles.map(lines));
}

/** Components of more than one node, by first node. */
function cyclesOf(count: number, pairs: readonly (readonly [number, number])[]): number[][] {
  const edges = {
    from: Int32Array.from(pairs, (one) => one[0]),
    to: Int32Array.from(pairs, (one) => one[1]),
  };
  const { of, count: total } = components(count, importsOf(count, edges));
  const members: number[][] = Array.from({ length: total }, () => []);
  of.forEach((component, v) => {
    members[component]!.push(v);
  });
  return members.filter((list) => list.length > 1).sort((a, b) => a[0]! - b[0]!);
}
