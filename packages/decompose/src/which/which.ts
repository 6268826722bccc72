import type { Obstacle, Which, WhichCandidate } from "@sixty/model";
import { loops } from "@sixty/schedule";
import { lowerBound } from "../core/bound.ts";
import { condense } from "../core/condense.ts";
import { packageFiles } from "../files/package-files.ts";
import { buildProblem } from "../plan/build-problem.ts";
import { planSplit } from "../plan/plan-split.ts";
import type { Prepared } from "../prepare.ts";
import { byText } from "../text.ts";

export interface WhichOptions {
  /** Packages within the budget too. */
  readonly all?: boolean;
  /** Packages planned at most; 5 unless given. */
  readonly limit?: number;
}

/**
 * Which package to split next. Every package over budget is screened by its bound; the ones that could save most are
 * planned, quickly, without refinement: the plan of `planSplit` takes longer and has a loop that is mostly some percent,
 * at times a tenth or more, shorter, and may have other parts. Both are by the same loop model.
 */
export function which(prepared: Prepared, options: WhichOptions = {}): Which {
  const { budgetMs, workers, edits } = prepared.input;
  const rows = loops(prepared.model, edits, budgetMs).packages.filter(
    (row) => options.all || row.headroomMs < 0,
  );
  const screened = rows
    .map((row) => ({ row, saved: (row.editMs - screen(prepared, row.name, row.editMs)) * row.editShare }))
    .sort((a, b) => b.saved - a.saved || byText(a.row.name, b.row.name));
  const limit = options.limit ?? 5;
  const candidates = screened.slice(0, limit).flatMap(({ row }) => {
    const planned = planSplit(prepared, row.name, { quick: true });
    if (!planned.ok) {
      const { code, what, fix } = planned.error;
      return [cannot(row, { code, what, ...(fix === undefined ? {} : { fix }) })];
    }
    const { plan, meets } = planned.value;
    const { beforeMs, afterMs, boundMs, p95AfterMs } = plan.predicted;
    const obstacles = plan.obstacles.filter(({ code }) => code !== "PATH_BOUND").slice(0, 5);
    return [
      {
        package: row.name,
        editMs: row.editMs,
        afterMs,
        boundMs,
        p95AfterMs,
        savedPerEditMs: Math.max(0, beforeMs - afterMs),
        editShare: row.editShare,
        parts: plan.parts.length,
        meets,
        obstacles,
        command: nextCommand(row.name, plan.parts.length, obstacles),
      },
    ];
  });
  candidates.sort(
    (a, b) =>
      b.savedPerEditMs * b.editShare - a.savedPerEditMs * a.editShare ||
      b.editMs - a.editMs ||
      byText(a.package, b.package),
  );
  return {
    budgetMs,
    workers,
    candidates,
    truncated: screened.length > limit,
    unmeasured: unmeasured(prepared),
  };
}

/** The bound of a package's loop, or the loop itself where nothing can be divided. */
function screen(prepared: Prepared, name: string, editMs: number): number {
  const owner = prepared.packages.get(name);
  const files = owner && packageFiles(prepared.index, owner);
  if (!files) return editMs;
  const { problem } = condense(buildProblem(prepared, files, []).problem);
  return Math.min(editMs, lowerBound(problem).expectedMs);
}

function cannot(
  row: { name: string; editMs: number; editShare: number },
  obstacle: Obstacle,
): WhichCandidate {
  return {
    package: row.name,
    editMs: row.editMs,
    afterMs: row.editMs,
    boundMs: row.editMs,
    p95AfterMs: row.editMs,
    savedPerEditMs: 0,
    editShare: row.editShare,
    parts: 1,
    meets: false,
    obstacles: [obstacle],
    command: obstacle.fix ?? `sixty measure ${row.name}`,
  };
}

/** Splitting where it helps, else the command that the worst obstacle names, else the explanation. */
function nextCommand(name: string, parts: number, obstacles: readonly Obstacle[]): string {
  if (parts > 1) return `sixty split ${name}`;
  const helpful = obstacles.find(({ fix }) => fix?.startsWith("sixty "));
  return helpful?.fix ?? `sixty split ${name}`;
}

function unmeasured(prepared: Prepared): string[] {
  const byId = new Map(prepared.input.workspace.tasks.map((task) => [task.id, task]));
  return [...new Set(prepared.model.unmeasured.map((id) => byId.get(id)!.package))].sort(byText);
}
