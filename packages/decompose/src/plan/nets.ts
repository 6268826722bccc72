import type { Edges, Nets } from "../core/problem.ts";
import type { PackageFiles } from "../files/package-files.ts";
import type { Prepared } from "../prepare.ts";
import { basename, dirname, kebab, relativeTo } from "../text.ts";

/** Shares of the package's loop that scattering everything once may cost: taste, next to the seconds. */
const FOLDERS = 0.02;
const STEMS = 0.03;
const IMPORTS = 0.01;
const CHANGES = 0.01;

/**
 * What is better kept together: files of a folder, files and folders whose names begin alike, a file with those that
 * import it, files that change together. `scaleMs` is the loop that the charges are a share of.
 */
export function buildNets(
  prepared: Prepared,
  files: PackageFiles,
  hoists: number,
  count: number,
  scaleMs: number,
): { near: Edges; nets: Nets; folder: Int32Array } {
  const { graph } = prepared.index;
  const paths = files.nodes.map((i) => relativeTo(files.package.root, graph.files[i]!.path));
  const groups: { nodes: readonly number[]; weight: number }[] = [];
  const add = (sets: readonly (readonly number[])[], share: number) => {
    const real = sets.filter((nodes) => nodes.length > 1 && nodes.length < paths.length);
    const total = real.reduce((sum, nodes) => sum + nodes.length, 0);
    for (const nodes of real) groups.push({ nodes, weight: (share * scaleMs * nodes.length) / total });
  };
  const folders = groupBy(paths, dirname);
  add([...folders.values()], FOLDERS);
  add(
    [...groupBy(paths, stem).values()].filter((nodes) => nodes.length > 2),
    STEMS,
  );
  const users = new Map<number, number[]>();
  for (const [a, b, edge] of files.edges) {
    if (graph.files[edge.from]!.kind === "source") users.set(b, [...(users.get(b) ?? [b]), a]);
  }
  add(
    [...users.values()].filter((nodes) => nodes.length < 8),
    IMPORTS,
  );
  const nodeAt = new Map(files.nodes.map((i, node) => [graph.files[i]!.path, node]));
  const pairs = (prepared.input.coChange ?? []).flatMap(({ a, b, count: times }) => {
    const [x, y] = [nodeAt.get(a), nodeAt.get(b)];
    return x === undefined || y === undefined || times < 2 ? [] : [[x, y] as const];
  });
  add(pairs.slice(0, 4 * paths.length), CHANGES);
  const order = [...paths.keys()].sort((a, b) => (paths[a]! < paths[b]! ? -1 : 1));
  const near = [
    ...order.slice(1).map((v, i) => [order[i]!, v] as const),
    ...pairs.slice(0, 2 * paths.length),
  ];
  return { near: edges(near), nets: netArrays(groups), folder: folderNumbers(paths, hoists, count, folders) };
}

/** The first word of the folder, for folders of one thing each, or of the file. */
function stem(path: string): string {
  const parts = path.split("/");
  const name = parts.length > 2 ? parts.at(-2)! : basename(path);
  const parent = parts.length > 2 ? parts.slice(0, -2).join("/") : dirname(path);
  return `${parent}/${kebab(name.replace(/\..*$/, "")).split("-")[0]}`;
}

function groupBy(paths: readonly string[], key: (path: string) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  paths.forEach((path, v) => {
    const list = groups.get(key(path));
    if (list) list.push(v);
    else groups.set(key(path), [v]);
  });
  return groups;
}

function edges(pairs: readonly (readonly [number, number])[]): Edges {
  const both = pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]);
  return { from: Int32Array.from(both, (one) => one[0]), to: Int32Array.from(both, (one) => one[1]) };
}

function netArrays(groups: readonly { nodes: readonly number[]; weight: number }[]): Nets {
  const start = [0];
  for (const { nodes } of groups) start.push(start.at(-1)! + nodes.length);
  return {
    start: Int32Array.from(start),
    nodes: Int32Array.from(groups.flatMap((group) => group.nodes)),
    weight: Float64Array.from(groups, (group) => group.weight),
  };
}

function folderNumbers(
  paths: readonly string[],
  hoists: number,
  count: number,
  folders: ReadonlyMap<string, readonly number[]>,
): Int32Array {
  const number = new Map([...folders.keys()].sort().map((name, i) => [name, i]));
  const folder = new Int32Array(count).fill(-1);
  paths.forEach((path, v) => {
    folder[v] = number.get(dirname(path))!;
  });
  for (let i = 0; i < hoists; i++) folder[paths.length + i] = -2;
  return folder;
}
