import type { PackageLoop } from "@sixty/model";
import { lowerBound } from "../core/bound.ts";
import { condense } from "../core/condense.ts";
import { packageFiles } from "../files/package-files.ts";
import { buildProblem } from "../plan/build-problem.ts";
import type { Prepared } from "../prepare.ts";
import { byText } from "../text.ts";

export interface RankOptions {
  /** Packages within the budget too. */
  readonly all?: boolean;
  /** Packages at most; 5 unless given. */
  readonly limit?: number;
}

export interface Ranking {
  /** The packages whose division could save most, by bound and share of edits, most first. */
  readonly rows: readonly PackageLoop[];
  /** There are more over budget. */
  readonly truncated: boolean;
}

interface Screened {
  readonly row: PackageLoop;
  /** At most this is saved by any division, ms per edit of anything. */
  readonly saved: number;
}

/**
 * The packages worth planning. No division saves more than the loop less its bound, and none more than the whole
 * loop: bounds are only worked out while that could bring another package among the first.
 */
export function rank(prepared: Prepared, loops: readonly PackageLoop[], options: RankOptions = {}): Ranking {
  const limit = options.limit ?? 5;
  const open: Screened[] = loops
    .filter((row) => options.all || row.headroomMs < 0)
    .map((row) => ({ row, saved: row.editMs * row.editShare }))
    .sort(mostSaved);
  let first: Screened[] = [];
  for (const { row, saved } of open) {
    const last = first[limit - 1];
    if (last !== undefined && saved < last.saved) break;
    const least = screen(prepared, row.name, row.editMs);
    first = [...first, { row, saved: (row.editMs - least) * row.editShare }].sort(mostSaved).slice(0, limit);
  }
  return { rows: first.map(({ row }) => row), truncated: open.length > limit };
}

function mostSaved(a: Screened, b: Screened): number {
  return b.saved - a.saved || byText(a.row.name, b.row.name);
}

/** The bound of a package's loop, or the loop itself where nothing can be divided. */
function screen(prepared: Prepared, name: string, editMs: number): number {
  const owner = prepared.packages.get(name);
  const files = owner && packageFiles(prepared, owner);
  if (!files) return editMs;
  const { problem } = condense(buildProblem(prepared, files, []).problem);
  return Math.min(editMs, lowerBound(problem).expectedMs);
}
