import type { ModuleGraph } from "../../packages/model/src/index.ts";

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly specifier?: string;
}

export interface DifferenceClass {
  readonly side: "only ours" | "only theirs";
  readonly name: string;
  readonly edges: readonly Edge[];
}

/** Splits two sets of edges between the same files into those in both and named classes of the others. */
export function classify(
  graph: ModuleGraph,
  theirs: readonly Edge[],
  files: ReadonlySet<string>,
): { both: number; classes: DifferenceClass[] } {
  const key = ({ from, to }: Edge) => `${from}\0${to}`;
  const path = (index: number) => graph.files[index]!.path;
  const ours = graph.edges
    .map((edge) => ({ from: path(edge.from), to: path(edge.to), specifier: edge.specifier, kind: edge.kind }))
    .filter(({ from, to }) => files.has(from) && files.has(to) && from !== to);
  const have = new Set(ours.map(key));
  const seen = new Set(theirs.filter(({ from, to }) => from !== to).map(key));
  const found = new Map<string, Map<string, Edge>>();
  const put = (side: DifferenceClass["side"], name: string, edge: Edge) => {
    const id = `${side}\0${name}`;
    if (!found.has(id)) found.set(id, new Map());
    found.get(id)!.set(key(edge), edge);
  };
  for (const edge of ours) if (!seen.has(key(edge))) put("only ours", ourReason(edge), edge);
  const reasons = theirReasons(graph);
  for (const edge of theirs)
    if (files.has(edge.from) && files.has(edge.to) && edge.from !== edge.to && !have.has(key(edge)))
      put("only theirs", reasons(edge), edge);
  const classes = [...found].map(([id, edges]) => {
    const [side, name] = id.split("\0") as [DifferenceClass["side"], string];
    return { side, name, edges: [...edges.values()] };
  });
  classes.sort((a, b) => (a.side + a.name < b.side + b.name ? -1 : 1));
  return { both: [...have].filter((one) => seen.has(one)).length, classes };
}

function ourReason({ kind, specifier }: { kind: string; specifier: string }): string {
  if (kind === "sibling") return "by convention (snapshots, mocks, declarations)";
  if (!["value", "type", "side-effect", "dynamic", "require"].includes(kind)) return `taken as ${kind}`;
  if (!/^\.{0,2}(?:\/|$)|^\.{1,2}$/.test(specifier))
    return "by package name, alias or #name, mapped to source";
  return `relative, as ${kind}`;
}

/** Why an edge of theirs is none of ours, from what we have for the same file. */
function theirReasons(graph: ModuleGraph): (edge: Edge) => string {
  const specifiers = new Map<string, string>();
  const add = (from: number, specifier: string, what: string) =>
    specifiers.set(`${graph.files[from]!.path}\0${specifier}`, what);
  for (const { from, specifier, to } of graph.edges)
    add(from, specifier, `resolved otherwise: by us to ${graph.files[to]!.kind}`);
  for (const { from, specifier } of graph.externals)
    add(from, specifier, "resolved otherwise: by us outside of the workspace");
  for (const { from, specifier, reason } of graph.unresolved)
    add(from, specifier, `unresolved by us: ${reason}`);
  return ({ from, specifier }) =>
    (specifier === undefined ? undefined : specifiers.get(`${from}\0${specifier}`)) ?? "not seen by us";
}
