import type { Hoist, ModuleFile, Part, Prediction } from "@sixty/model";
import { isTestSide } from "../files/package-files.ts";
import type { Prepared } from "../prepare.ts";
import type { PackageProblem } from "./build-problem.ts";
import type { Grouping } from "./groups.ts";
import { nameParts, type PartName } from "./name-parts.ts";
import { predict } from "./predict.ts";

/** A division with its names and what it brings. */
export interface Candidate {
  readonly of: PackageProblem;
  readonly grouping: Grouping;
  readonly names: readonly PartName[];
  readonly predicted: Prediction;
}

export function candidate(
  prepared: Prepared,
  of: PackageProblem,
  grouping: Grouping,
  boundMs: number,
): Candidate {
  const names = namesOf(prepared, of, grouping);
  return { of, grouping, names, predicted: predict(prepared, of, grouping, names, boundMs) };
}

function namesOf(prepared: Prepared, of: PackageProblem, { groups }: Grouping): PartName[] {
  const { input, index } = prepared;
  const users = new Map<string, number>();
  for (const [, b, edge] of of.files.edges) {
    if (index.graph.files[edge.from]!.kind !== "source") continue;
    const { path } = index.graph.files[of.files.nodes[b]!]!;
    users.set(path, (users.get(path) ?? 0) + 1);
  }
  const parts = groups.map((group) => ({
    facade: group.facade,
    files: group.files.length > 0 ? filesOf(prepared, group.files) : leafFiles(of, group.hoists),
  }));
  return nameParts(
    parts,
    of.files.package,
    (file) => users.get(file.path) ?? 0,
    input.workspace,
    input.split,
  );
}

function filesOf(prepared: Prepared, files: readonly number[]): ModuleFile[] {
  return files.map((i) => prepared.index.graph.files[i]!);
}

/** A part of nothing but hoisted types is named after their file. */
function leafFiles(of: PackageProblem, hoists: readonly number[]): ModuleFile[] {
  const blank = { kind: "source", bytes: 1000, lines: 0, tokens: 0, hash: "", exports: [] } as const;
  return hoists.map((h) => ({ ...blank, path: of.hoists[h]!.to, package: of.files.package.name }));
}

export function partsOf(prepared: Prepared, { of, grouping, names }: Candidate): Part[] {
  return grouping.groups.map((group, g) => {
    const files = filesOf(prepared, group.files);
    const tests = files.filter(isTestSide);
    const hoisted = group.hoists.reduce((sum, h) => sum + of.problem.tokens[of.files.nodes.length + h]!, 0);
    return {
      name: names[g]!.name,
      root: names[g]!.root,
      facade: group.facade,
      files: files.filter((file) => !isTestSide(file)).map((file) => file.path),
      tests: tests.map((file) => file.path),
      dependsOn: group.uses.map((use) => names[use]!.name).sort(),
      tokens: Math.round(files.reduce((sum, file) => sum + file.tokens, 0) + hoisted),
    };
  });
}

export function hoistsOf(prepared: Prepared, { of, grouping, names }: Candidate): Hoist[] {
  return of.hoists.flatMap((hoist, h) => {
    const g = grouping.groups.findIndex((group) => group.hoists.includes(h));
    return hoist.parts.map(({ node, names: moved }) => ({
      from: prepared.index.graph.files[of.files.nodes[node]!]!.path,
      names: [...moved],
      to: hoist.to,
      part: names[g]!.name,
    }));
  });
}

/** Files that change folder, and specifiers that no longer name a file of their own package. None without a split. */
export function countChanges(
  prepared: Prepared,
  { of, grouping }: Candidate,
): { moves: number; rewrites: number } {
  if (grouping.groups.length === 1) return { moves: 0, rewrites: 0 };
  const moves = grouping.groups.reduce((sum, group) => sum + (group.facade ? 0 : group.files.length), 0);
  const crossing = of.files.edges.filter(([a, b]) => grouping.groupOf[a] !== grouping.groupOf[b]).length;
  const movedFrom = of.outsiders.filter(({ takes }) => [...takes].some((v) => grouping.groupOf[v] !== 0));
  const staying = prepared.input.staying?.(of.files.package.name);
  const names = new Set(movedFrom.map((one) => one.name).filter((name) => !staying?.has(name)));
  const outer =
    prepared.input.split.dependents === "facade"
      ? 0
      : prepared.index.edgesInto(of.files.package.name).filter((edge) => {
          const taken = of.files.nodeOf.get(edge.to);
          return names.has(prepared.index.graph.files[edge.from]!.package) && taken !== undefined;
        }).length;
  return { moves, rewrites: crossing + outer };
}
