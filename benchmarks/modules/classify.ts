import type { ModuleGraph } from "../../packages/model/src/index.ts";
import { createReasons, UNEXPLAINED } from "./reasons.ts";

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly specifier?: string;
}

export interface OurEdge extends Edge {
  readonly specifier: string;
  readonly kind: string;
}

export interface DifferenceClass {
  readonly side: "only ours" | "only theirs";
  /** Why the edges of this class are on one side alone. */
  readonly reason: string;
  readonly edges: readonly Edge[];
}

export interface Compared {
  /** Absolute. */
  readonly root: string;
  /** Those whose edges are compared. */
  readonly files: ReadonlySet<string>;
  /** Names and folders of the workspace's packages. */
  readonly packages: readonly { readonly name: string; readonly root: string }[];
  /** Absolute; holds a TypeScript of its own. */
  readonly peers: string;
}

/** Splits two sets of edges between the same files into those in both and classes of the others, each with its reason. */
export function classify(
  graph: ModuleGraph,
  theirs: readonly Edge[],
  compared: Compared,
): { both: number; classes: DifferenceClass[]; unexplained: number } {
  const { files } = compared;
  const inside = ({ from, to }: Edge) => files.has(from) && files.has(to) && from !== to;
  const path = (index: number) => graph.files[index]!.path;
  const ours = graph.edges
    .map(({ from, to, specifier, kind }): OurEdge => ({ from: path(from), to: path(to), specifier, kind }))
    .filter(inside);
  const have = new Set(ours.map(key));
  const seen = new Set(theirs.filter(inside).map(key));
  const onlyOurs = ours.filter((edge) => !seen.has(key(edge)));
  const onlyTheirs = theirs.filter((edge) => inside(edge) && !have.has(key(edge)));
  const reasons = createReasons(compared, ours, onlyTheirs);
  const found = new Map<
    string,
    { side: DifferenceClass["side"]; reason: string; edges: Map<string, Edge> }
  >();
  const put = (side: DifferenceClass["side"], reason: string, edge: Edge) => {
    const id = `${side}\0${reason}`;
    if (!found.has(id)) found.set(id, { side, reason, edges: new Map() });
    found.get(id)!.edges.set(key(edge), edge);
  };
  for (const edge of onlyOurs) put("only ours", reasons.ours(edge), edge);
  for (const edge of onlyTheirs) put("only theirs", reasons.theirs(edge), edge);
  const classes = [...found.values()].map(({ edges, ...one }) => ({ ...one, edges: [...edges.values()] }));
  classes.sort((a, b) => (a.side + a.reason < b.side + b.reason ? -1 : 1));
  const unexplained = classes
    .filter(({ reason }) => reason === UNEXPLAINED)
    .reduce((sum, { edges }) => sum + edges.length, 0);
  return { both: [...have].filter((one) => seen.has(one)).length, classes, unexplained };
}

function key({ from, to }: Edge): string {
  return `${from}\0${to}`;
}
