import { posix } from "node:path";
import type { ModuleEdge, ModuleGraph, Part } from "@sixty/model";
import { byName, isInside, isSource, stem, within } from "./paths.ts";
import type { Placement } from "./placement.ts";

/** Files of each part that others import, with the subpath that they are exported under (`.`, `./errors`). */
export interface Surface {
  /** By part name, then by path before the split, in order of subpath. */
  readonly byPart: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** `part` or `part/errors`. */
  specifierOf(file: string): string;
  /** What a name of a file is called there. */
  nameIn(file: string, name: string): string;
}

/**
 * Whether an edge names a file by its path and never through a package. `reference` is a triple-slash path, or the
 * module of a `declare module "./x"`, which is a specifier like any other and only by chance the path of a file.
 */
export function isByPath(edge: ModuleEdge, graph: ModuleGraph): boolean {
  const { kind, specifier } = edge;
  if (kind !== "reference") return kind === "sibling" || kind === "glob" || kind === "url";
  const [from, to] = [graph.files[edge.from]!.path, graph.files[edge.to]!.path];
  return /\.[cm]?tsx?$/.test(specifier) && posix.join(posix.dirname(from), specifier) === to;
}

/**
 * What each part has to export: the files that other parts import, those that `extra` names (importers in other
 * packages that are pointed at parts), and nothing else.
 */
export function surfaceOf(placement: Placement, graph: ModuleGraph, extra: Iterable<string>): Surface {
  const taken = new Set<string>(extra);
  for (const { to } of crossing(placement, graph)) taken.add(to);
  const sourceRoot = sourceRootOf(placement, graph);
  const byPart = new Map<string, Map<string, string>>();
  const subpaths = new Map<string, string>();
  for (const part of placement.parts) {
    const files = [...taken].filter((file) => placement.partOf(file) === part).sort(byName);
    const named = nameFiles(files, part, placement, sourceRoot);
    byPart.set(part.name, named);
    for (const [file, subpath] of named) subpaths.set(file, subpath);
  }
  return {
    byPart,
    nameIn: (_, name) => name,
    specifierOf(file) {
      const part = placement.partOf(file)!;
      const name = part.facade ? placement.name : part.name;
      return name + (subpaths.get(file) ?? ".").slice(1);
    },
  };
}

/** Edges by which one part imports a file of another. */
export function crossing(placement: Placement, graph: ModuleGraph): { edge: ModuleEdge; to: string }[] {
  return graph.edges.flatMap((edge) => {
    const from = graph.files[edge.from]!;
    const to = graph.files[edge.to]!.path;
    const here = placement.partOf(from.path);
    const crosses = here !== undefined && placement.isPlanned(to);
    return crosses && !isByPath(edge, graph) && from.kind !== "config" && here !== placement.partOf(to)
      ? [{ edge, to }]
      : [];
  });
}

const SOURCE_ROOTS = new Set(["src", "lib", "source"]);

/** The source that stands behind the old name: rather one in a source folder than a loader beside it. */
export function mainEntryOf(placement: Placement, graph: ModuleGraph): string | undefined {
  const entries = [entriesOf(placement, graph).get("."), placement.package.entry].filter(
    (file) => file !== undefined,
  );
  const inSource = (file: string) => SOURCE_ROOTS.has(within(file, placement.package.root).split("/")[0]!);
  return entries.find(inSource) ?? entries[0];
}

/** `src` where the old package keeps its entry in such a folder, else nothing: exports leave it out of their names. */
export function sourceRootOf(placement: Placement, graph: ModuleGraph): string {
  const entry = mainEntryOf(placement, graph);
  const first = entry && within(entry, placement.package.root).split("/");
  return first && first.length > 1 && SOURCE_ROOTS.has(first[0]!) ? first[0]! : "";
}

/**
 * Subpath → source file of the package that is split. A pattern that opens the whole folder (`./*`) makes no entries:
 * what is behind it is not kept for outside users by name.
 */
export function entriesOf(placement: Placement, graph: ModuleGraph): ReadonlyMap<string, string> {
  const all = graph.entries.get(placement.package.name) ?? graph.entries.get(placement.name) ?? new Map();
  const { exportKeys, package: old } = placement;
  return new Map(
    [...all].filter(
      ([subpath, file]) => exportKeys.has(subpath) || subpath !== `./${within(file, old.root)}`,
    ),
  );
}

/** Files that outside users get by the old name: its entries, and what an alias of the workspace puts in their place. */
export function entryFiles(placement: Placement, graph: ModuleGraph): ReadonlySet<string> {
  const files = new Set(entriesOf(placement, graph).values());
  const names = new Set(
    [...entriesOf(placement, graph).keys(), "."].map((key) => placement.name + key.slice(1)),
  );
  for (const edge of graph.edges) {
    const to = graph.files[edge.to]!.path;
    if (names.has(edge.specifier) && placement.partOf(to)) files.add(to);
  }
  return files;
}

/** Subpaths for files of a part, each its own. */
export function nameFiles(
  files: readonly string[],
  part: Part,
  placement: Placement,
  sourceRoot: string,
): Map<string, string> {
  const used = new Set<string>();
  const named = new Map<string, string>();
  for (const file of files) {
    const path = within(file, placement.package.root);
    const inside = sourceRoot && isInside(path, sourceRoot) ? within(path, sourceRoot) : path;
    const choices = [...(part.facade ? [] : short(inside)), stem(inside), inside, path];
    const subpath = choices.map((name) => (name === "" ? "." : `./${name}`)).find((name) => !used.has(name))!;
    used.add(subpath);
    named.set(file, subpath);
  }
  return new Map([...named].sort((a, b) => byName(a[1], b[1])));
}

/** `http/index.ts` → `http`. */
function short(path: string): string[] {
  if (!isSource(path)) return [];
  const bare = stem(path);
  if (bare === "index") return [""];
  return bare.endsWith("/index") ? [bare.slice(0, -"/index".length)] : [];
}
