import type { Obstacle, Prediction } from "@sixty/model";
import type { Prepared } from "../prepare.ts";
import { seconds } from "../text.ts";
import type { PackageProblem } from "./build-problem.ts";
import type { Grouping } from "./groups.ts";

/** A package alone is worth naming as the next to split when it is this share of the work outside. */
const LARGE = 0.2;

/** Another package, and what it adds to an edit's loop on average: its stale work by the share of edits that reach it. */
interface Share {
  readonly name: string;
  /** Work of its stale tasks, ms. */
  readonly ms: number;
  readonly expectedMs: number;
}

/** Most of the loop that is left over budget lies in packages that depend on this one: say which, and what helps. */
export function elsewhere(
  prepared: Prepared,
  of: PackageProblem,
  grouping: Grouping,
  predicted: Prediction,
): Obstacle[] {
  const { budgetMs, workers } = prepared.input;
  const others = sharesOf(of, grouping).filter((one) => one.expectedMs > 0);
  const work = others.reduce((sum, one) => sum + one.expectedMs, 0);
  const total = work / workers;
  if (predicted.afterMs <= budgetMs || total < 0.5 * predicted.afterMs) return [];
  others.sort((a, b) => b.expectedMs - a.expectedMs || (a.name < b.name ? -1 : 1));
  const worst = others[0]!;
  const names = others.slice(0, 3).map((one) => `${one.name} (${seconds(one.ms)})`);
  return [
    {
      code: "CRITICAL_PATH_ELSEWHERE",
      what: `${others.length === 1 ? "A package that depends on it takes" : `${others.length} packages that depend on it take`} ${seconds(total)} of the loop, shared by ${workers === 1 ? "one worker" : `${workers} workers`}; most in ${names.join(", ")}`,
      savedMs: Math.round(total),
      fix:
        worst.expectedMs >= LARGE * work
          ? `sixty split ${worst.name}`
          : `No one of them is much of it: let fewer packages take what changes often, or use more than ${workers === 1 ? "one worker" : `${workers} workers`}.`,
    },
  ];
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
    return { name: one.name, ms, expectedMs: whole > 0 ? (ms * reached) / whole : 0 };
  });
}
