import type { ModuleEdge, ModuleFile, Package } from "@sixty/model";
import type { DecomposeInput } from "../input.ts";
import { dirname, joinPath } from "../text.ts";
import { defaultBindings } from "./defaults.ts";
import { type GraphIndex, isUnread } from "./index-graph.ts";
import { mockBindings } from "./mocks.ts";

/** The files of one package as nodes to divide. */
export interface PackageFiles {
  readonly package: Package;
  /** Index into the graph of each node, by path. */
  readonly nodes: readonly number[];
  /** Node of a graph file. */
  readonly nodeOf: ReadonlyMap<number, number>;
  /** Edges between nodes, as [importer, imported, edge]. */
  readonly edges: readonly (readonly [number, number, ModuleEdge])[];
  /** Nodes that must lie in one part, beside import cycles: a path, a glob, a mock or a default leads to the other. */
  readonly bound: readonly Binding[];
  /** Paths to a folder that cannot stay in one part: the package's own with more behind it, or the entry's. */
  readonly reaching: readonly Reaching[];
  /** Nodes that stay where they are. */
  readonly facade: ReadonlySet<number>;
  /** Files that nothing imports and that import nothing (a README, an asset): they go with their folder. */
  readonly loose: readonly number[];
  /** What outsiders land on when they take the package as a whole. */
  readonly entry: number | undefined;
  /** Files behind other subpaths of `exports`: the façade's manifest names them, so it depends on their parts. */
  readonly subpaths: readonly number[];
}

export interface Binding {
  readonly a: number;
  readonly b: number;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

export interface Reaching {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

/** What files are divided by: part of what is prepared. */
interface Read {
  readonly index: GraphIndex;
  readonly input: Pick<DecomposeInput, "losesDefaults" | "programs">;
}

/** Undefined for a package without source files. */
export function packageFiles({ index, input }: Read, owner: Package): PackageFiles | undefined {
  const { graph } = index;
  const own = index.filesOf.get(owner.name) ?? [];
  const linked = new Set<number>();
  for (const i of own) {
    for (const edge of index.edgesFrom(i)) {
      if (graph.files[edge.to]!.package === owner.name) linked.add(i).add(edge.to);
    }
  }
  for (const edge of index.edgesInto(owner.name)) linked.add(edge.to);
  const pathTargets = new Set(graph.unresolved.flatMap((one) => one.target ?? []));
  const isNode = (i: number) => {
    const { kind, path } = graph.files[i]!;
    if (kind === "source" || kind === "test" || kind === "declaration") return true;
    return linked.has(i) || (kind !== "config" && pathTargets.has(path));
  };
  const nodes = own.filter((i) => isNode(i) && !graph.files[i]!.path.endsWith("package.json"));
  if (!nodes.some((i) => graph.files[i]!.kind === "source")) return undefined;
  const nodeOf = new Map(nodes.map((i, node) => [i, node]));
  const edges: [number, number, ModuleEdge][] = [];
  for (const [node, i] of nodes.entries()) {
    for (const edge of index.edgesFrom(i)) {
      const to = nodeOf.get(edge.to);
      if (to !== undefined && to !== node) edges.push([node, to, edge]);
    }
  }
  const entry = entryNode(index, owner, nodeOf);
  const main = entry === undefined ? undefined : graph.files[nodes[entry]!]!.path;
  const { bound, fixed, reaching } = bindings(index, nodeOf, edges, owner.root, main);
  const defaults = defaultBindings(edges, (node) => graph.files[nodes[node]!]!);
  // Asked only where it matters: who answers reads manifests.
  if (defaults.length > 0 && input.losesDefaults?.(owner.name)) bound.push(...defaults);
  for (const [node, i] of nodes.entries()) if (index.problemsOf.get(i)?.some(isUnread)) fixed.push(node);
  const facade = new Set([...fixed, ...alwaysFacade(index, owner, nodes, nodeOf)]);
  if (entry !== undefined) facade.add(entry);
  for (const path of input.programs?.(owner.name) ?? []) {
    const node = nodeOf.get(index.at.get(path) ?? -1);
    if (node !== undefined) facade.add(node);
  }
  const loose = own.filter((i) => !nodeOf.has(i) && graph.files[i]!.kind !== "config");
  const subpaths = subpathNodes(index, owner, nodeOf).filter((node) => !facade.has(node));
  return { package: owner, nodes, nodeOf, edges, bound, reaching, facade, loose, entry, subpaths };
}

/** The source behind `.`, else what stands for an edit, else nothing. */
function entryNode(
  index: GraphIndex,
  owner: Package,
  nodeOf: ReadonlyMap<number, number>,
): number | undefined {
  const main = index.graph.entries.get(owner.name)?.get(".");
  const names = [main, joinPath(owner.root, "src/index.ts"), owner.entry];
  const nodes = names.flatMap((path) =>
    path === undefined ? [] : (nodeOf.get(index.at.get(path) ?? -1) ?? []),
  );
  return nodes.find((node) => index.edgesFrom([...nodeOf.keys()][node]!).length > 0) ?? nodes[0];
}

/**
 * Binaries and what config files import: the manifest and the configs that name them stay behind. So does, at the root
 * of a package which has its code in folders, what outside users name by its place: an entry that is a loader, and a
 * file that nothing imports, which is a program or what a tool is told (`karma.conf.js`).
 */
function alwaysFacade(
  index: GraphIndex,
  owner: Package,
  nodes: readonly number[],
  nodeOf: ReadonlyMap<number, number>,
): number[] {
  const out: number[] = [];
  const sources = nodes.map((i) => index.graph.files[i]!).filter(({ kind }) => kind === "source");
  const atRoot = (path: string) => dirname(path) === owner.root;
  const few = sources.filter(({ path }) => atRoot(path)).length * 2 < sources.length;
  const isAside = (path: string) => few && atRoot(path);
  for (const [subpath, path] of index.graph.entries.get(owner.name) ?? []) {
    const node = nodeOf.get(index.at.get(path) ?? -1);
    if (node === undefined) continue;
    if (subpath === "." || subpath.startsWith("bin:") || isAside(path)) out.push(node);
  }
  const imported = new Set(
    [...nodes.flatMap((i) => index.edgesFrom(i)), ...index.edgesInto(owner.name)].map(({ to }) => to),
  );
  for (const [node, i] of nodes.entries()) {
    const { kind, path } = index.graph.files[i]!;
    if (kind === "config" || (kind === "source" && isAside(path) && !imported.has(i))) out.push(node);
  }
  return out;
}

/** A subpath that is the file's own path (`"./*": "./*"`) opens the folder, it does not name an entry. */
function subpathNodes(index: GraphIndex, owner: Package, nodeOf: ReadonlyMap<number, number>): number[] {
  const nodes = new Set<number>();
  for (const [subpath, path] of index.graph.entries.get(owner.name) ?? []) {
    const node = nodeOf.get(index.at.get(path) ?? -1);
    if (node !== undefined && joinPath(owner.root, subpath.replace(/^\.\//, "")) !== path) nodes.add(node);
  }
  return [...nodes].sort((a, b) => a - b);
}

/**
 * Globs, URLs and paths name places, not modules: both ends keep their distance only in one part. What names nothing
 * stays. So does a file with a path to the package's folder, or to the folder of `main`, the entry: that folder stays
 * too, though not all that is in it.
 */
function bindings(
  index: GraphIndex,
  nodeOf: ReadonlyMap<number, number>,
  edges: readonly (readonly [number, number, ModuleEdge])[],
  root: string,
  main: string | undefined,
): { bound: Binding[]; fixed: number[]; reaching: Reaching[] } {
  const { files, unresolved } = index.graph;
  const bound: Binding[] = [];
  const fixed: number[] = [];
  const reaching: Reaching[] = [];
  const reasons: Partial<Record<ModuleEdge["kind"], string>> = {
    sibling: "belongs to it",
    glob: "is matched by its glob",
    url: "is named by its URL",
    reference: "is named by its reference",
  };
  for (const [a, b, edge] of edges) {
    const reason = reasons[edge.kind];
    const source = edge.kind !== "reference" || files[edge.to]!.path.endsWith(".d.ts");
    if (reason && source) bound.push({ a, b, file: files[edge.from]!.path, line: edge.line, reason });
  }
  const nodes = [...nodeOf.keys()];
  bound.push(...mockBindings(edges, (node) => files[nodes[node]!]!));
  const paths = [...nodeOf].map(([i, node]) => [files[i]!.path, node] as const);
  for (const one of unresolved) {
    const a = nodeOf.get(one.from);
    if (a === undefined) continue;
    if (one.kind !== "path" && one.kind !== "computed") {
      // It names a place beside it, where a build may put something.
      if (one.specifier.startsWith(".")) fixed.push(a);
      continue;
    }
    const file = files[one.from]!.path;
    const { target, line } = one;
    // A literal that is read is all that is known of the path: it means what lies there.
    const isBuilt = one.kind === "path" && !/^["'`]/.test(one.specifier);
    if (isBuilt && target !== undefined && (target === root || main?.startsWith(`${target}/`))) {
      fixed.push(a);
      if (target !== root || one.open) reaching.push({ file, line, target });
      continue;
    }
    const reached = target === undefined ? [] : under(paths, target);
    if (reached.length === 0 && !sameFolder(file, target)) fixed.push(a);
    for (const b of reached) {
      if (b !== a) bound.push({ a, b, file, line, reason: one.reason });
    }
  }
  return { bound, fixed, reaching };
}

function under(paths: readonly (readonly [string, number])[], target: string): number[] {
  return paths.filter(([path]) => path === target || path.startsWith(`${target}/`)).map(([, node]) => node);
}

/** A path to a file beside it that is no node (a fixture folder) moves along with the folder. */
function sameFolder(file: string, target: string | undefined): boolean {
  return target?.startsWith(`${dirname(file)}/`) === true;
}

export function isTestSide(file: ModuleFile): boolean {
  return file.kind === "test" || file.kind === "fixture" || file.kind === "snapshot";
}
