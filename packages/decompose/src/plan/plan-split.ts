import { fail, type Obstacle, ok, type Plan, type PlanPoint, type Result } from "@sixty/model";
import { leastOver } from "../core/caps.ts";
import { type CurvePoint, partition } from "../core/partition.ts";
import { type PackageFiles, packageFiles } from "../files/package-files.ts";
import { findHoists } from "../hoist/find-hoists.ts";
import type { Prepared } from "../prepare.ts";
import { type Candidate, candidate, countChanges, hoistsOf, partsOf } from "./assemble.ts";
import { bindingObstacles, reachingObstacles } from "./binding-obstacles.ts";
import { blindObstacles } from "./blind.ts";
import { boundOf } from "./bound-of.ts";
import { buildProblem, type PackageProblem } from "./build-problem.ts";
import { capObstacles, overSplit } from "./caps.ts";
import { type Aim, aimOf, bestEffort, fewestWithin, WORTH, worthPredicting } from "./choose.ts";
import { groupNodes } from "./groups.ts";
import { breakObstacles, findObstacles } from "./obstacles.ts";
import { type OtherSplit, otherSplit } from "./other-split.ts";

export interface PlannedSplit {
  readonly plan: Plan;
  /** What each number of parts would bring that beats every smaller one, fewest first. */
  readonly curve: readonly PlanPoint[];
  /** p95 of the plan is within the budget. */
  readonly meets: boolean;
}

export interface SplitOptions {
  /** Exactly so many parts, where they can be had. */
  readonly parts?: number;
}

/**
 * The plan for one package: the fewest parts whose p95 is within the budget, or within the aim (`split.aim` of it)
 * where that is worth more parts; else the best effort; with and without hoisting type-only cycles, whichever is better. Parts are within `split.maxFiles` and
 * `split.maxTokens` where any division that was found is; else OVER_CAP says which part is not, and by how much.
 *
 * Fails with NO_PACKAGE, NO_SOURCE or NO_TIMINGS.
 */
export function planSplit(
  prepared: Prepared,
  name: string,
  options: SplitOptions = {},
): Result<PlannedSplit> {
  const files = filesToSplit(prepared, name);
  if (!files.ok) return files;
  return ok(assemble(prepared, files.value, solveBest(prepared, files.value, options)));
}

function solveBest(prepared: Prepared, files: PackageFiles, options: SplitOptions): Solved {
  const plain = solve(prepared, buildProblem(prepared, files, []), options);
  const hoists = findHoists(prepared.index, files);
  const hoisted =
    hoists.length > 0 ? solve(prepared, buildProblem(prepared, files, hoists), options) : undefined;
  return hoisted && paysOff(prepared, plain.chosen, hoisted.chosen) ? hoisted : plain;
}

export function filesToSplit(prepared: Prepared, name: string): Result<PackageFiles> {
  const owner = prepared.packages.get(name);
  if (!owner) {
    const near = [...prepared.packages.keys()].find((one) => one.endsWith(`/${name}`));
    const fix = near ? `Did you mean ${near}?` : "Run `sixty report` for their names.";
    return fail({ code: "NO_PACKAGE", what: `No package is called ${name}`, where: name, fix });
  }
  const files = packageFiles(prepared, owner);
  if (!files) {
    return fail({
      code: "NO_SOURCE",
      what: `${name} has no source files to divide`,
      where: owner.root,
      fix: "Choose a package with TypeScript or JavaScript sources.",
    });
  }
  const tasks = prepared.tasksOf.get(name) ?? [];
  if (!tasks.some((task) => prepared.input.timings.costs.has(task.id))) {
    return fail({
      code: "NO_TIMINGS",
      what: `No task of ${name} was measured, so nothing is known about its loop`,
      where: name,
      fix: `sixty measure ${name}`,
    });
  }
  return ok(files);
}

interface Solved {
  readonly chosen: Candidate;
  readonly curve: readonly PlanPoint[];
  readonly meets: boolean;
}

function solve(prepared: Prepared, of: PackageProblem, options: SplitOptions): Solved {
  const { split, budgetMs } = prepared.input;
  const aim = aimOf(split, budgetMs);
  const { aimMs } = aim;
  const maxParts = options.parts ?? split.maxParts;
  const found = partition(of.problem, { maxParts, aimMs, folder: of.folder });
  const points = worthPredicting(found.curve, options.parts);
  const boundMs = boundOf(prepared, of);
  const candidates = points.map((point) => fromPoint(prepared, of, boundMs, point));
  const curve = candidates.map(({ grouping, predicted }) => ({
    parts: grouping.groups.length,
    expectedMs: predicted.afterMs,
    p95Ms: predicted.p95AfterMs,
  }));
  const exact = candidates.find(({ grouping }) => grouping.groups.length === options.parts);
  const chosen = exact ?? choose(prepared, candidates, aim);
  return { chosen, curve, meets: chosen.predicted.p95AfterMs <= budgetMs };
}

function choose(prepared: Prepared, candidates: readonly Candidate[], aim: Aim): Candidate {
  const whole = candidates[0]!;
  const allowed = leastOver(candidates, (one) => overSplit(prepared, one));
  if (allowed.includes(whole) && whole.predicted.p95AfterMs <= aim.aimMs) return bestEffort(allowed, whole);
  const divided = allowed.filter((one) => one.grouping.groups.length > 1);
  return fewestWithin(divided, aim) ?? bestEffort(allowed, whole);
}

function fromPoint(prepared: Prepared, of: PackageProblem, boundMs: number, point: CurvePoint): Candidate {
  const grouping = groupNodes(of, prepared.index.graph.files, point.part);
  return candidate(prepared, of, grouping, boundMs);
}

/** Moving types costs work: it must keep to caps or budget where the plain plan does not, or bring a tenth more. */
function paysOff(prepared: Prepared, plain: Candidate, hoisted: Candidate): boolean {
  const { budgetMs } = prepared.input;
  const [a, b] = [plain.predicted, hoisted.predicted];
  const [over, less] = [overSplit(prepared, plain), overSplit(prepared, hoisted)];
  if (less > over + 1e-9) return false;
  if (over > 0.01 && less < 0.9 * over) return true;
  if (a.p95AfterMs <= budgetMs) return b.p95AfterMs <= budgetMs && b.afterMs < (1 - 2 * WORTH) * a.afterMs;
  return b.p95AfterMs <= budgetMs || b.afterMs < (1 - WORTH) * a.afterMs;
}

/** What the edits of a package take once another one is divided; undefined where that one stays whole. */
export function loopBeside(prepared: Prepared, of: PackageProblem, other: string): OtherSplit | undefined {
  const known = besides.get(prepared.model) ?? new Map<string, Candidate | undefined>();
  besides.set(prepared.model, known);
  if (!known.has(other)) {
    const files = filesToSplit(prepared, other);
    known.set(
      other,
      files.ok ? solve(prepared, buildProblem(prepared, files.value, []), {}).chosen : undefined,
    );
  }
  const chosen = known.get(other);
  return chosen && chosen.grouping.groups.length > 1 ? otherSplit(prepared, of, chosen) : undefined;
}

/** Several packages are held up by the same one: it is planned once. */
const besides = new WeakMap<Prepared["model"], Map<string, Candidate | undefined>>();

function assemble(prepared: Prepared, files: PackageFiles, solved: Solved): PlannedSplit {
  const { chosen, curve, meets } = solved;
  const parts = partsOf(prepared, chosen);
  const caps = capObstacles(prepared, chosen.of, chosen.grouping, parts);
  const obstacles: Obstacle[] = [
    ...caps,
    ...findObstacles(prepared, chosen.of, chosen.grouping, chosen.predicted, (other) =>
      loopBeside(prepared, chosen.of, other),
    ),
  ];
  if (!meets) obstacles.push(...breakObstacles(prepared, chosen.of, 3));
  if (parts.length > 1)
    obstacles.push(...blindObstacles(prepared, files.package.name), ...reachingObstacles(files).slice(0, 20));
  obstacles.push(...bindingObstacles(files).slice(0, 20));
  const plan: Plan = {
    schema: "sixty.plan/1",
    package: files.package.name,
    dependents: prepared.input.split.dependents,
    parts,
    hoists: hoistsOf(prepared, chosen),
    predicted: chosen.predicted,
    ...countChanges(prepared, chosen),
    obstacles,
  };
  return { plan, curve, meets };
}
