import type { ModuleEdge, ModuleGraph } from "@sixty/model";

/** Where a name that a file exports is defined, and what it is called there. */
export interface Origin {
  readonly file: string;
  readonly name: string;
}

export interface Tracer {
  /** undefined when the way is not certain: a namespace, an external package, two sources of one name. */
  origin(file: string, name: string): Origin | undefined;
  /** Names that a file exports with `export *` followed; undefined when one of them leads outside of the graph. */
  names(file: string): ReadonlySet<string> | undefined;
}

/** Follows names through re-exports and `export *`, as modules do: own exports first, `default` never through `*`. */
export function tracerOf(graph: ModuleGraph): Tracer {
  const index = new Map(graph.files.map((file, at) => [file.path, at]));
  const edges = new Map<number, ModuleEdge[]>();
  for (const edge of graph.edges) {
    const list = edges.get(edge.from);
    if (list) list.push(edge);
    else edges.set(edge.from, [edge]);
  }

  function find(at: number, name: string, seen: Set<string>): Origin | undefined {
    const key = `${at} ${name}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    const stars: number[] = [];
    for (const edge of edges.get(at) ?? [])
      for (const taken of edge.names) {
        if (taken.reexportedAs === name && taken.imported !== "*")
          return find(edge.to, taken.imported, seen) ?? undefined;
        if (taken.reexportedAs === name) return undefined;
        if (taken.reexportedAs === "*" && taken.imported === "*") stars.push(edge.to);
      }
    const file = graph.files[at]!;
    if (file.exports.some((symbol) => symbol.name === name && symbol.start !== undefined))
      return { file: file.path, name };
    if (name !== "default") {
      const found = stars.map((to) => find(to, name, seen)).filter((origin) => origin !== undefined);
      const distinct = new Set(found.map((origin) => `${origin.file}\n${origin.name}`));
      if (distinct.size === 1) return found[0];
      if (distinct.size > 1) return undefined;
    }
    return file.exports.some((symbol) => symbol.name === name) ? { file: file.path, name } : undefined;
  }

  function collect(at: number, seen: Set<number>): Set<string> | undefined {
    if (seen.has(at)) return new Set();
    seen.add(at);
    const file = graph.files[at]!;
    if (graph.externals.some((e) => e.from === at && e.kind === "value" && starLine(file.exports)))
      return undefined;
    const names = new Set(file.exports.map((symbol) => symbol.name).filter((name) => name !== "*"));
    for (const edge of edges.get(at) ?? [])
      for (const taken of edge.names) {
        if (taken.reexportedAs !== undefined && taken.reexportedAs !== "*") names.add(taken.reexportedAs);
        if (taken.reexportedAs !== "*" || taken.imported !== "*") continue;
        const below = collect(edge.to, seen);
        if (!below) return undefined;
        for (const name of below) if (name !== "default") names.add(name);
      }
    return names;
  }

  return {
    origin(file, name) {
      const at = index.get(file);
      return at === undefined ? undefined : find(at, name, new Set());
    },
    names(file) {
      const at = index.get(file);
      return at === undefined ? undefined : collect(at, new Set());
    },
  };
}

/** A reader lists `*` among the exports of a file whose `export *` leaves the workspace. */
function starLine(symbols: readonly { readonly name: string }[]): boolean {
  return symbols.some((symbol) => symbol.name === "*");
}
