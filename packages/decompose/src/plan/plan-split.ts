import { fail, type Obstacle, ok, type Plan, type PlanPoint, type Result } from "@sixty/model";
import { leastOver } from "../core/caps.ts";
import { type CurvePoint, partition } from "../core/partition.ts";
import { type PackageFiles, packageFiles } from "../files/package-files.ts";
import { findHoists } from "../hoist/find-hoists.ts";
import type { Prepared } from "../prepare.ts";
import { type Candidate, candidate, countChanges, hoistsOf, partsOf } from "./assemble.ts";
import { boundOf } from "./bound-of.ts";
import { bindingObstacles, buildProblem, type PackageProblem } from "./build-problem.ts";
import { capObstacles, overSplit } from "./caps.ts";
import { groupNodes } from "./groups.ts";
import { breakObstacles, findObstacles } from "./obstacles.ts";

export interface PlannedSplit {
  readonly plan: Plan;
  /** What every number of parts would bring, fewest first. */
  readonly curve: readonly PlanPoint[];
  /** p95 of the plan is within the aim. */
  readonly meets: boolean;
}

export interface SplitOptions {
  /** Exactly so many parts, where they can be had. */
  readonly parts?: number;
  /** Skip what takes time beside the plan: refinement of many part counts and edge breaks. */
  readonly quick?: boolean;
}

/** A plan that saves less than this share of the expected loop is no reason to split. */
const WORTH = 0.1;

/**
 * The plan for one package: the fewest parts whose p95 is under the aim (`split.aim` of the budget), else the best
 * effort, with and without hoisting type-only cycles, whichever is better. Parts are within `split.maxFiles` and
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
  const plain = solve(prepared, buildProblem(prepared, files.value, []), options);
  const hoists = options.quick && plain.meets ? [] : findHoists(prepared.index, files.value);
  const hoisted =
    hoists.length > 0 ? solve(prepared, buildProblem(prepared, files.value, hoists), options) : undefined;
  const best = hoisted && paysOff(prepared, plain.chosen, hoisted.chosen) ? hoisted : plain;
  return ok(assemble(prepared, files.value, best, options));
}

export function filesToSplit(prepared: Prepared, name: string): Result<PackageFiles> {
  const owner = prepared.packages.get(name);
  if (!owner) {
    const near = [...prepared.packages.keys()].find((one) => one.endsWith(`/${name}`));
    const fix = near ? `Did you mean ${near}?` : "Run `sixty report` for their names.";
    return fail({ code: "NO_PACKAGE", what: `No package is called ${name}`, where: name, fix });
  }
  const files = packageFiles(prepared.index, owner);
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
  const aimMs = split.aim * budgetMs;
  const maxParts = options.parts ?? split.maxParts;
  const found = partition(of.problem, { maxParts, aimMs, folder: of.folder, quick: options.quick ?? false });
  const points = options.quick ? [...new Set([found.curve[0]!, found.chosen])] : found.curve;
  const boundMs = boundOf(prepared, of);
  const candidates = points.map((point) => fromPoint(prepared, of, boundMs, point));
  const curve = candidates.map(({ grouping, predicted }) => ({
    parts: grouping.groups.length,
    expectedMs: predicted.afterMs,
    p95Ms: predicted.p95AfterMs,
  }));
  const exact = candidates.find(({ grouping }) => grouping.groups.length === options.parts);
  if (exact) return { chosen: exact, curve, meets: exact.predicted.p95AfterMs <= aimMs };
  const allowed = leastOver(candidates, (one) => overSplit(prepared, one));
  const within = allowed.filter((one) => one.predicted.p95AfterMs <= aimMs);
  const split2 = within.filter((one) => one.grouping.groups.length > 1);
  const first = within[0] && within[0].grouping.groups.length === 1 ? undefined : split2[0];
  const chosen = first ?? bestEffort(allowed, candidates[0]!);
  return { chosen, curve, meets: chosen.predicted.p95AfterMs <= aimMs };
}

function fromPoint(prepared: Prepared, of: PackageProblem, boundMs: number, point: CurvePoint): Candidate {
  const grouping = groupNodes(of, prepared.index.graph.files, point.part);
  return candidate(prepared, of, grouping, boundMs);
}

/** The fewest parts that come within 8% of the best; one part when it may be and no division is worth it. */
function bestEffort(candidates: readonly Candidate[], whole: Candidate): Candidate {
  const best = Math.min(...candidates.map((one) => one.predicted.afterMs));
  if (candidates.includes(whole) && best > (1 - WORTH) * whole.predicted.afterMs) return whole;
  return candidates.find((one) => one.predicted.afterMs <= 1.08 * best)!;
}

/** Moving types costs work: it must keep to caps or aim where the plain plan does not, or bring a tenth more. */
function paysOff(prepared: Prepared, plain: Candidate, hoisted: Candidate): boolean {
  const aimMs = prepared.input.split.aim * prepared.input.budgetMs;
  const [a, b] = [plain.predicted, hoisted.predicted];
  const [over, less] = [overSplit(prepared, plain), overSplit(prepared, hoisted)];
  if (less > over + 1e-9) return false;
  if (over > 0.01 && less < 0.9 * over) return true;
  if (a.p95AfterMs <= aimMs) return b.p95AfterMs <= aimMs && b.afterMs < (1 - 2 * WORTH) * a.afterMs;
  return b.p95AfterMs <= aimMs || b.afterMs < (1 - WORTH) * a.afterMs;
}

function assemble(
  prepared: Prepared,
  files: PackageFiles,
  solved: Solved,
  options: SplitOptions,
): PlannedSplit {
  const { chosen, curve, meets } = solved;
  const parts = partsOf(prepared, chosen);
  const caps = capObstacles(prepared, chosen.of, chosen.grouping, parts);
  const obstacles: Obstacle[] = [...caps, ...findObstacles(prepared, chosen.of, chosen.predicted)];
  if (!options.quick && !meets) obstacles.push(...breakObstacles(prepared, chosen.of, 3));
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
