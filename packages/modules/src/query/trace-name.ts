import type { ModuleGraph } from "@sixty/model";

/** Where a name is defined. */
export interface Definition {
  /** Workspace-relative. */
  readonly file: string;
  /** As that file exports it; `*` for the file's whole namespace (`export * as ns`). */
  readonly name: string;
}

/** What the exports of one file lead to. */
interface Surface {
  readonly own: ReadonlySet<string>;
  readonly passed: ReadonlyMap<string, readonly { readonly file: number; readonly name: string }[]>;
  readonly stars: readonly number[];
}

const surfaces = new WeakMap<ModuleGraph, readonly Surface[]>();

/**
 * Follows an exported name through barrels, renames and `export *` to the files that define it, sorted.
 *
 * A name that a file exports itself hides what its `export *` bring, as in ECMAScript. More than one
 * definition means that several `export *` bring different ones: an ambiguous name, which no module can import.
 * None means that it comes from outside the workspace or from nowhere.
 *
 * @param file workspace-relative
 */
export function traceName(graph: ModuleGraph, file: string, name: string): Definition[] {
  const all = surfacesOf(graph);
  const start = fileIndex(graph, file);
  if (start === -1) return [];
  const found = new Map<string, Definition>();
  const seen = new Set<string>();
  const open = [{ file: start, name }];
  for (let at = open.pop(); at; at = open.pop()) {
    const key = `${at.file}\0${at.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const surface = all[at.file]!;
    const passed = surface.passed.get(at.name);
    if (at.name === "*" || (!passed && surface.own.has(at.name)))
      found.set(key, { file: graph.files[at.file]!.path, name: at.name });
    else if (passed) open.push(...passed);
    else if (at.name !== "default")
      for (const star of surface.stars) open.push({ file: star, name: at.name });
  }
  return [...found.values()].sort((a, b) => compare(a.file, b.file) || compare(a.name, b.name));
}

/** Every name that can be imported from a file, through `export *` too, sorted. Ambiguous names are among them. */
export function exportedNames(graph: ModuleGraph, file: string): string[] {
  const all = surfacesOf(graph);
  const names = new Set<string>();
  const start = fileIndex(graph, file);
  const seen = new Set<number>();
  const open = start === -1 ? [] : [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const surface = all[at]!;
    for (const name of [...surface.own, ...surface.passed.keys()])
      if (name !== "default" || at === start) names.add(name);
    open.push(...surface.stars);
  }
  return [...names].sort();
}

function surfacesOf(graph: ModuleGraph): readonly Surface[] {
  const known = surfaces.get(graph);
  if (known) return known;
  const made = graph.files.map((file) => ({
    own: new Set(file.exports.map(({ name }) => name)),
    passed: new Map<string, { file: number; name: string }[]>(),
    stars: [] as number[],
  }));
  for (const edge of graph.edges)
    for (const { imported, reexportedAs } of edge.names) {
      if (reexportedAs === undefined) continue;
      const { passed, stars } = made[edge.from]!;
      if (reexportedAs === "*") stars.push(edge.to);
      else passed.set(reexportedAs, [...(passed.get(reexportedAs) ?? []), { file: edge.to, name: imported }]);
    }
  surfaces.set(graph, made);
  return made;
}

/** `files` are sorted by path. */
function fileIndex(graph: ModuleGraph, path: string): number {
  let low = 0;
  let high = graph.files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (graph.files[middle]!.path < path) low = middle + 1;
    else high = middle;
  }
  return graph.files[low]?.path === path ? low : -1;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
