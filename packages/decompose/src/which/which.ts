import type { Obstacle, PackageLoop, Which, WhichCandidate } from "@sixty/model";
import { loops } from "@sixty/schedule";
import { planSplit } from "../plan/plan-split.ts";
import type { Prepared } from "../prepare.ts";
import { byText, joinPath, seconds } from "../text.ts";
import { type Ranking, rank } from "./rank.ts";

/** What keeps single files where they are; `split` tells. */
const IN_PLACE = new Set(["PATH_BOUND", "MOCK_BOUND", "DEFAULT_BOUND", "IMPORT_OF_NOTHING"]);

const EXPLAINS = new Set(["NO_TIMINGS", "CRITICAL_PATH_ELSEWHERE"]);

/**
 * Which package to split next: the plan of `planSplit` for each of the packages ranked, so that both say the same.
 * `ranking` is that of all packages over budget unless given.
 */
export function which(prepared: Prepared, ranking?: Ranking): Which {
  const { budgetMs, workers, edits } = prepared.input;
  const { rows, truncated } = ranking ?? rank(prepared, loops(prepared.model, edits, budgetMs).packages);
  const candidates = rows.flatMap((row) => {
    const planned = planSplit(prepared, row.name);
    if (!planned.ok) {
      const { code, what, fix } = planned.error;
      return [cannot(prepared, row, { code, what, ...(fix === undefined ? {} : { fix }) })];
    }
    const { plan, meets } = planned.value;
    const { beforeMs, afterMs, boundMs, p95AfterMs } = plan.predicted;
    const obstacles = plan.obstacles
      .filter(({ code }) => !IN_PLACE.has(code))
      .sort((a, b) => weightOf(b) - weightOf(a))
      .slice(0, 5);
    return [
      {
        package: row.name,
        editMs: beforeMs,
        afterMs,
        boundMs,
        p95AfterMs,
        savedPerEditMs: Math.max(0, beforeMs - afterMs),
        editShare: row.editShare,
        parts: plan.parts.length,
        meets,
        obstacles,
        command: nextCommand(prepared, row.name, plan.parts.length, obstacles),
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
    truncated,
    unmeasured: unmeasured(prepared),
  };
}

/** What explains the loop first, then what brings most, ms; the rest as it comes. */
function weightOf({ code, savedMs = 0 }: Obstacle): number {
  return EXPLAINS.has(code) ? Number.MAX_VALUE : savedMs;
}

/** Nothing can be planned: why, and whose tasks the loop is then. */
function cannot(prepared: Prepared, row: PackageLoop, obstacle: Obstacle): WhichCandidate {
  const others = dependentsOf(prepared, row);
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
    obstacles: [obstacle, ...others],
    command: `sixty measure ${row.name}`,
  };
}

function dependentsOf(prepared: Prepared, row: PackageLoop): Obstacle[] {
  const { taskById, input, model } = prepared;
  const work = new Map<string, number>();
  for (const id of model.affected([entryOf(prepared, row.name)])) {
    const owner = taskById.get(id)!.package;
    const ms = input.timings.costs.get(id)?.wallMs ?? 0;
    if (owner !== row.name && ms > 0) work.set(owner, (work.get(owner) ?? 0) + ms);
  }
  const rows = [...work].sort((a, b) => b[1] - a[1] || byText(a[0], b[0]));
  if (rows.length === 0) return [];
  const longest = rows.slice(0, 3).map(([name, ms]) => `${name} (${seconds(ms)})`);
  const verb = rows.length === 1 ? "package that depends on it" : "packages that depend on it";
  return [
    {
      code: "CRITICAL_PATH_ELSEWHERE",
      what: `What is known of its loop is that of ${rows.length} ${verb}; most in ${longest.join(", ")}`,
    },
  ];
}

function entryOf({ packages }: Prepared, name: string): string {
  const { entry, root } = packages.get(name)!;
  return entry ?? joinPath(root, "src/index.ts");
}

/** Splitting where it helps, else the command that the worst obstacle names, else the explanation. */
function nextCommand(
  prepared: Prepared,
  name: string,
  parts: number,
  obstacles: readonly Obstacle[],
): string {
  if (parts > 1) return `sixty split ${name}`;
  const helpful = obstacles.find(({ fix }) => fix?.startsWith("sixty "));
  return helpful?.fix ?? `sixty why ${entryOf(prepared, name)}`;
}

function unmeasured(prepared: Prepared): string[] {
  const byId = new Map(prepared.input.workspace.tasks.map((task) => [task.id, task]));
  return [...new Set(prepared.model.unmeasured.map((id) => byId.get(id)!.package))].sort(byText);
}
