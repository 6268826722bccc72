import { dirname } from "../text.ts";
import type { PackageProblem } from "./build-problem.ts";

/** A part before it has a name. */
export interface Group {
  readonly facade: boolean;
  /** Graph indices of all its files, sorted. */
  readonly files: readonly number[];
  /** Which hoists put their leaf file here. */
  readonly hoists: readonly number[];
  /** Groups that it imports, sorted. */
  readonly uses: readonly number[];
}

export interface Grouping {
  /** The façade first, then by first path. */
  readonly groups: readonly Group[];
  /** Group of each free node of the problem. */
  readonly groupOf: Int32Array;
}

/** `part[v]` for every node of the problem, any numbers. Loose files join the group that has most of their folder. */
export function groupNodes(
  of: PackageProblem,
  graphFiles: readonly { path: string }[],
  part: Int32Array,
): Grouping {
  const free = of.files.nodes.length + of.hoists.length;
  const facadePart = chooseFacade(of, part, free);
  const order = [...new Set([facadePart, ...part.subarray(0, free)])];
  const number = new Map(order.map((p, g) => [p, g]));
  const groupOf = part.slice(0, free).map((p) => number.get(p)!);
  const files: number[][] = order.map(() => []);
  const hoists: number[][] = order.map(() => []);
  of.files.nodes.forEach((i, v) => {
    files[groupOf[v]!]!.push(i);
  });
  of.hoists.forEach((_, h) => {
    hoists[groupOf[of.files.nodes.length + h]!]!.push(h);
  });
  placeLoose(of, graphFiles, groupOf, files);
  const uses = order.map(() => new Set<number>());
  const { check } = of.problem;
  for (let i = 0; i < check.from.length; i++) {
    const [a, b] = [check.from[i]!, check.to[i]!];
    if (a < free && b < free && groupOf[a] !== groupOf[b]) uses[groupOf[a]!]!.add(groupOf[b]!);
  }
  const groups = order.map((_, g) => ({
    facade: g === 0,
    files: files[g]!.sort((a, b) => a - b),
    hoists: hoists[g]!,
    uses: [...uses[g]!].sort((a, b) => a - b),
  }));
  return { groups, groupOf };
}

/** Where the façade's nodes are; without any, the part that no other imports and that has most nodes. */
function chooseFacade(of: PackageProblem, part: Int32Array, free: number): number {
  const pinned = of.problem.facade.indexOf(1);
  if (pinned >= 0) return part[pinned]!;
  const { check } = of.problem;
  const imported = new Set<number>();
  for (let i = 0; i < check.from.length; i++) {
    const [a, b] = [part[check.from[i]!]!, part[check.to[i]!]!];
    if (a !== b && check.from[i]! < free) imported.add(b);
  }
  const size = new Map<number, number>();
  for (const p of part.subarray(0, free)) size.set(p, (size.get(p) ?? 0) + 1);
  const tops = [...size].filter(([p]) => !imported.has(p)).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return (tops[0] ?? [part[0]!])[0];
}

function placeLoose(
  of: PackageProblem,
  graphFiles: readonly { path: string }[],
  groupOf: Int32Array,
  files: number[][],
): void {
  const votes = new Map<string, Map<number, number>>();
  of.files.nodes.forEach((i, v) => {
    for (let folder = dirname(graphFiles[i]!.path); ; folder = dirname(folder)) {
      const row = votes.get(folder) ?? new Map<number, number>();
      votes.set(folder, row);
      row.set(groupOf[v]!, (row.get(groupOf[v]!) ?? 0) + 1);
      if (folder === "." || folder === of.files.package.root) break;
    }
  });
  for (const i of of.files.loose) {
    let folder = dirname(graphFiles[i]!.path);
    while (!votes.has(folder) && folder !== "." && folder !== of.files.package.root) folder = dirname(folder);
    const outer = folder === of.files.package.root || folder === ".";
    const row = outer ? [] : [...(votes.get(folder) ?? [])].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    files[row[0]?.[0] ?? 0]!.push(i);
  }
}
