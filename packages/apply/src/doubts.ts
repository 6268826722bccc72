import type { ModuleGraph, Obstacle, Problem } from "@sixty/model";
import { isInside, isRelative } from "./paths.ts";
import type { Placement } from "./placement.ts";

/**
 * What the split carries on with and cannot prove: paths that code builds or reads at run time and that lead from one
 * part to another, and files that reach back to what stays in the old folder. Sorted by place.
 */
export function doubtsOf(placement: Placement, graph: ModuleGraph): Obstacle[] {
  const doubts: Obstacle[] = [];
  for (const { from, specifier, line, target, kind, open } of graph.unresolved) {
    const { path } = graph.files[from]!;
    const here = placement.partOf(path);
    if (!here || target === undefined || !isInside(target, placement.package.root)) continue;
    // The old package's own folder stays, and so does a file of the façade.
    if (kind === "path" && !open && target === placement.package.root && placement.to(path) === path)
      continue;
    const moved = placement.to(path) !== path || placement.moves.some((move) => isInside(move.from, target));
    const together = graph.files.every(
      (file) => !isInside(file.path, target) || placement.partOf(file.path) === here,
    );
    if (moved && !together)
      doubts.push({
        code: "PATH_ACROSS_PARTS",
        what: `${JSON.stringify(specifier)} leads to ${target}, which is not in the same part`,
        file: path,
        line,
        fix: "Put both in one part, or import the file.",
      });
  }
  for (const edge of graph.edges) {
    const from = graph.files[edge.from]!.path;
    const to = graph.files[edge.to]!.path;
    const moves = placement.to(from) !== from;
    if (!moves || edge.kind === "sibling" || !isRelative(edge.specifier)) continue;
    const part = placement.partOf(to);
    if (part?.facade && !placement.isPlanned(to))
      doubts.push({
        code: "REACHES_BACK",
        what: `It takes ${to}, which stays in the old folder, by its path`,
        file: from,
        line: edge.line,
        fix: "Move what it takes into a part.",
      });
    else if (edge.kind === "url" && part !== placement.partOf(from))
      doubts.push({
        code: "URL_ACROSS_PARTS",
        what: `${JSON.stringify(edge.specifier)} leads to another package, which a build may not keep`,
        file: from,
        line: edge.line,
        fix: "Put both in one part.",
      });
  }
  const key = ({ file, line }: Obstacle) => `${file}:${String(line).padStart(8, "0")}`;
  return doubts.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/**
 * Paths that lead nowhere when the code runs, and tests that no longer would where it was edited, unless somebody knows
 * better. The rest is only worth a look.
 */
const BREAKING = new Set(["PATH_ACROSS_PARTS", "URL_ACROSS_PARTS", "BLIND_TASKS"]);

/** The first of what would break where no type checker and no test sees it; how many more there are. */
export function breakingDoubt(doubts: readonly Obstacle[]): Problem | undefined {
  const breaking = doubts.filter(({ code }) => BREAKING.has(code));
  const [first] = breaking;
  if (!first) return undefined;
  const more = breaking.length > 1 ? `, and ${breaking.length - 1} more like it` : "";
  return {
    code: first.code,
    what: first.what + more,
    ...(first.file === undefined ? {} : { where: `${first.file}:${first.line}` }),
    fix: `${first.fix} If it holds all the same, go on with --yes.`,
  };
}
