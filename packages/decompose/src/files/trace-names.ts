import type { GraphIndex } from "./index-graph.ts";

/**
 * The files that define what is taken from a file by these names, through re-exports and `export *`.
 * `*`, and a name that is not found, is the file itself: everything that it imports comes along.
 * Every name stays within `inside`; what leaves it stops at the last file inside.
 */
export function traceNames(
  index: GraphIndex,
  file: number,
  names: readonly string[],
  inside: (file: number) => boolean,
): Set<number> {
  const found = new Set<number>();
  if (names.length === 0) found.add(file);
  for (const name of names) {
    const target = name === "*" ? file : (traceName(index, file, name, inside, new Set()) ?? file);
    found.add(target);
  }
  return found;
}

/** The file behind a name, or the last one on the way to it that is known; undefined where nothing has the name. */
function traceName(
  index: GraphIndex,
  file: number,
  name: string,
  inside: (file: number) => boolean,
  seen: Set<string>,
): number | undefined {
  const key = `${file} ${name}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  const own = index.graph.files[file]!.exports.find((symbol) => symbol.name === name);
  if (own?.start !== undefined) return file;
  const stars: number[] = [];
  let known: number | undefined;
  for (const edge of index.edgesFrom(file)) {
    if (!inside(edge.to)) continue;
    for (const taken of edge.names) {
      if (taken.reexportedAs === name) {
        if (taken.imported === "*") return file;
        const target = traceName(index, edge.to, taken.imported, inside, seen);
        if (target !== undefined) return target;
        known ??= edge.to;
      }
      if (taken.imported === "*" && taken.reexportedAs === "*") stars.push(edge.to);
    }
  }
  if (known !== undefined) return known;
  if (own !== undefined) return file;
  for (const star of stars) {
    const target = name === "default" ? undefined : traceName(index, star, name, inside, seen);
    if (target !== undefined) return target;
  }
  return undefined;
}
