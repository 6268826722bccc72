import type { Obstacle, Prediction } from "@sixty/model";
import type { Prepared } from "../prepare.ts";
import { seconds } from "../text.ts";
import type { PackageProblem } from "./build-problem.ts";
import type { Grouping } from "./groups.ts";
import { type OtherSplit, onTwice } from "./other-split.ts";

/** A package alone is worth naming as the next to split when it is this share of the work outside. */
const LARGE = 0.2;

/** What the split of that one must save of this package's loop to be the thing to do. */
const HELPS = 0.05;

/** Another package, and what it adds to an edit's loop on average: its stale work by the share of edits that reach it. */
interface Share {
  readonly name: string;
  /** Work of its stale tasks, ms. */
  readonly ms: number;
  readonly expectedMs: number;
  /** Its longest stale task, by the same share. */
  readonly longestMs: number;
}

/** Most of the loop that is left over budget lies in packages that depend on this one: say which, and what helps. */
export function elsewhere(
  prepared: Prepared,
  of: PackageProblem,
  grouping: Grouping,
  predicted: Prediction,
  beside: (other: string) => OtherSplit | undefined,
): Obstacle[] {
  const { budgetMs, workers } = prepared.input;
  const others = sharesOf(of, grouping).filter((one) => one.expectedMs > 0);
  const work = others.reduce((sum, one) => sum + one.expectedMs, 0);
  // One long task keeps one worker, however many there are.
  const total = Math.max(work / workers, ...others.map((one) => one.longestMs));
  if (predicted.afterMs <= budgetMs || total < 0.5 * predicted.afterMs) return [];
  others.sort((a, b) => b.expectedMs - a.expectedMs || (a.name < b.name ? -1 : 1));
  const worst = others[0]!;
  const names = others.slice(0, 3).map((one) => `${one.name} (${seconds(one.ms)})`);
  const shared = workers === 1 ? "one worker" : `${workers} workers`;
  const what = `${others.length === 1 ? "A package that depends on it takes" : `${others.length} packages that depend on it take`} ${seconds(total)} of the loop on ${shared}; most in ${names.join(", ")}`;
  const code = "CRITICAL_PATH_ELSEWHERE";
  const fewer = `let fewer of them take what changes often${moreWorkers(prepared, of, grouping, predicted)}.`;
  if (worst.expectedMs < LARGE * work)
    return [{ code, what, savedMs: Math.round(total), fix: `No one of them is much of it: ${fewer}` }];
  const then = beside(worst.name);
  const savedMs = then === undefined ? 0 : predicted.beforeMs - then.afterMs;
  if (then !== undefined && savedMs > HELPS * predicted.beforeMs)
    return [{ code, what, savedMs: Math.round(savedMs), fix: `sixty split ${worst.name}` }];
  const why =
    then === undefined
      ? `No split of ${worst.name} was found that helps`
      : `To split ${worst.name} would not help here, since every one of its ${then.parts} parts would run`;
  return [{ code, what, fix: `${why}: ${fewer}` }];
}

/** What more workers would bring a package that stays whole, where that is worth saying. */
function moreWorkers(
  prepared: Prepared,
  of: PackageProblem,
  { groups }: Grouping,
  { beforeMs }: Prediction,
): string {
  const twice = 2 * prepared.input.workers;
  if (groups.length > 1) return `, or use ${twice} workers on twice the cores`;
  const ms = onTwice(prepared, of);
  return ms < (1 - HELPS) * beforeMs
    ? `, or use ${twice} workers on twice the cores, which bring it to ${seconds(ms)}`
    : `; ${twice} workers on twice the cores do not help (${seconds(ms)})`;
}

function sharesOf(of: PackageProblem, { groups, groupOf }: Grouping): Share[] {
  const { problem, outsiders } = of;
  const free = of.files.nodes.length + of.hoists.length;
  const byName = new Map(outsiders.map((one, i) => [one.name, i]));
  const weight = new Float64Array(groups.length);
  for (let v = 0; v < free; v++) weight[groupOf[v]!]! += problem.edit[v]!;
  const whole = weight.reduce((sum, one) => sum + one, 0);
  // Which parts an outsider sees: its own imports, those of packages in between, and all that these parts use.
  const seen = outsiders.map((one) => {
    const open = [one.name];
    const names = new Set(open);
    const parts = new Set<number>();
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const at = outsiders[byName.get(name)!]!;
      for (const v of at.takes) parts.add(groupOf[v]!);
      for (const next of at.through) {
        if (names.has(next)) continue;
        names.add(next);
        open.push(next);
      }
    }
    for (const part of parts) for (const use of groups[part]!.uses) parts.add(use);
    return parts;
  });
  return outsiders.map((one, i) => {
    const reached = [...seen[i]!].reduce((sum, part) => sum + weight[part]!, 0);
    const ms = one.buildMs + one.testMs;
    const share = whole > 0 ? reached / whole : 0;
    return { name: one.name, ms, expectedMs: ms * share, longestMs: one.leastMs * share };
  });
}
