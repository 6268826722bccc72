import type { ModuleEdge, ModuleGraph, Problem } from "@sixty/model";

/** The module graph with the look-ups that plans need. */
export interface GraphIndex {
  readonly graph: ModuleGraph;
  readonly at: ReadonlyMap<string, number>;
  /** Indices of the files of each package, by path. */
  readonly filesOf: ReadonlyMap<string, readonly number[]>;
  /** What is wrong with each file, where anything is. */
  readonly problemsOf: ReadonlyMap<number, readonly Problem[]>;
  /** Edges that leave a file. */
  edgesFrom(file: number): readonly ModuleEdge[];
  /** Edges into files of a package from files outside it. */
  edgesInto(packageName: string): readonly ModuleEdge[];
  /** Packages whose files a package imports, sorted. */
  importsOf(packageName: string): readonly string[];
}

export function indexGraph(graph: ModuleGraph): GraphIndex {
  const filesOf = new Map<string, number[]>();
  graph.files.forEach((file, i) => {
    const list = filesOf.get(file.package);
    if (list) list.push(i);
    else filesOf.set(file.package, [i]);
  });
  const start = new Int32Array(graph.files.length + 1);
  for (const edge of graph.edges) start[edge.from + 1]!++;
  for (let i = 0; i < graph.files.length; i++) start[i + 1]! += start[i]!;
  const sorted = [...graph.edges].sort((a, b) => a.from - b.from || a.start - b.start);
  const into = new Map<string, ModuleEdge[]>();
  const imports = new Map<string, Set<string>>();
  for (const edge of sorted) {
    const from = graph.files[edge.from]!.package;
    const to = graph.files[edge.to]!.package;
    if (from === to) continue;
    const list = into.get(to);
    if (list) list.push(edge);
    else into.set(to, [edge]);
    const set = imports.get(from);
    if (set) set.add(to);
    else imports.set(from, new Set([to]));
  }
  const at = new Map(graph.files.map((file, i) => [file.path, i]));
  return {
    graph,
    at,
    filesOf,
    problemsOf: problemsOf(graph.problems, at),
    edgesFrom: (file) => sorted.slice(start[file], start[file + 1]),
    edgesInto: (name) => into.get(name) ?? [],
    importsOf: (name) => [...(imports.get(name) ?? [])].sort(),
  };
}

/** Nobody knows what such a file imports. */
export function isUnread({ code }: Problem): boolean {
  return code === "SYNTAX_ERROR" || code === "NOT_UTF8";
}

function problemsOf(
  problems: readonly Problem[],
  at: ReadonlyMap<string, number>,
): ReadonlyMap<number, readonly Problem[]> {
  const found = new Map<number, Problem[]>();
  for (const problem of problems) {
    const file = at.get(problem.where?.replace(/:\d+$/, "") ?? "") ?? at.get(problem.where ?? "");
    if (file === undefined) continue;
    const list = found.get(file);
    if (list) list.push(problem);
    else found.set(file, [problem]);
  }
  return found;
}
