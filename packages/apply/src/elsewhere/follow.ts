import type { ModuleGraph, Obstacle } from "@sixty/model";
import { applyEdits, type FileEdits } from "../changeset.ts";
import type { Draft } from "../draft.ts";
import { byName, isSource } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";
import { namedInCode } from "./code.ts";
import { filesNaming } from "./files.ts";
import { type Found, tokensIn } from "./text.ts";

/** Lists in these are kept by others, or name folders for a reason of their own. */
const KEPT_ELSEWHERE =
  /(^|\/)(tsconfig[\w.-]*\.json|pnpm-workspace\.yaml)$|^(vitest|vite|jest)\.(config|workspace|projects)\b/;

/**
 * Text outside of the package that names files which move: paths of files follow them, lists of patterns get the
 * parts' own, and what cannot be proven is told with its place, one doubt a file.
 *
 * @param edits of imports, which are kept; a file that has some gets all of its edits there
 */
export function followMoves(
  placement: Placement,
  graph: ModuleGraph,
  tree: Tree,
  edits: readonly FileEdits[],
  draft: Draft,
): { edits: readonly FileEdits[]; doubts: Obstacle[]; changed: readonly string[] } {
  const { root } = placement.package;
  const folder = root.split("/").at(-1)!;
  if (root === "." || placement.moves.length === 0) return { edits, doubts: [], changed: [] };
  const specifiers = specifiersOf(graph);
  const byPath = new Map(edits.map((one) => [one.path, one]));
  const doubts: Obstacle[] = [];
  const changed: string[] = [];
  for (const { path, text: before } of filesNaming(`${folder}/`, root, tree)) {
    if (KEPT_ELSEWHERE.test(path)) continue;
    const imports = byPath.get(path);
    const text = imports ? before : (draft.read(path) ?? before);
    const { edits: own, found } =
      isSource(path) && !path.endsWith(".vue")
        ? namedInCode(path, text, specifiers.get(path) ?? new Set(), placement)
        : tokensIn(path, text, placement);
    const added = imports ? own.filter((edit) => !overlaps(edit, imports)) : own;
    if (imports)
      byPath.set(path, { path, edits: [...imports.edits, ...added].sort((a, b) => a.start - b.start) });
    else if (added.length > 0) draft.write(path, applyEdits(text, added));
    if (added.length > 0) changed.push(path);
    if (found.length > 0) doubts.push(doubtOf(path, text, found));
  }
  return { edits: [...byPath.values()].sort((a, b) => byName(a.path, b.path)), doubts, changed };
}

function overlaps(edit: { start: number; end: number }, { edits }: FileEdits): boolean {
  return edits.some((other) => edit.start < other.end && other.start < edit.end);
}

function specifiersOf(graph: ModuleGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const specifiers = new Map<string, Set<string>>();
  for (const { from, specifier } of graph.edges) {
    const { path } = graph.files[from]!;
    specifiers.set(path, (specifiers.get(path) ?? new Set()).add(specifier));
  }
  return specifiers;
}

function doubtOf(file: string, text: string, found: readonly Found[]): Obstacle {
  const [first] = [...found].sort((a, b) => a.at - b.at);
  const more = found.length > 1 ? `, and ${found.length - 1} more places of this file name such files` : "";
  return {
    code: "NAMED_ELSEWHERE",
    what: `${JSON.stringify(first!.text)} names ${first!.files === 1 ? "a file that moves" : `${first!.files} files that move`}${more}`,
    file,
    line: text.slice(0, first!.at).split("\n").length,
    fix: "Let it name the parts' folders too, or make anew what it was generated from.",
  };
}
