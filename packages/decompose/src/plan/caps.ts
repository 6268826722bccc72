import type { Obstacle, Part } from "@sixty/model";
import { overCaps } from "../core/caps.ts";
import { condense } from "../core/condense.ts";
import type { Prepared } from "../prepare.ts";
import type { Candidate } from "./assemble.ts";
import type { PackageProblem } from "./build-problem.ts";
import type { Grouping } from "./groups.ts";

/** By how much the parts of a candidate are over `maxFiles` and `maxTokens` together; 0 when all are within. */
export function overSplit(prepared: Prepared, { grouping }: Candidate): number {
  const { files } = prepared.index.graph;
  return grouping.groups.reduce((sum, group) => {
    const tokens = group.files.reduce((all, i) => all + files[i]!.tokens, 0);
    return sum + overCaps(group.files.length, tokens, prepared.input.split);
  }, 0);
}

/** OVER_CAP for every part with more files or tokens than it may have: by how much, and why it has no less. */
export function capObstacles(
  prepared: Prepared,
  of: PackageProblem,
  grouping: Grouping,
  parts: readonly Part[],
): Obstacle[] {
  const { maxFiles, maxTokens } = prepared.input.split;
  return parts.flatMap((part, g) => {
    const files = part.files.length + part.tests.length;
    if (overCaps(files, part.tokens, { maxFiles, maxTokens }) <= 0) return [];
    const over = [...above(files, "files", maxFiles), ...above(part.tokens, "tokens", maxTokens)];
    const bound = boundTogether(of, grouping, g);
    const names = [
      ...(files > maxFiles ? ["split.maxFiles"] : []),
      ...(part.tokens > maxTokens ? ["split.maxTokens"] : []),
    ].join(" and ");
    const tied = bound.files > maxFiles || bound.tokens > maxTokens;
    const why = !tied
      ? `no division into at most ${prepared.input.split.maxParts} parts that was found is smaller`
      : bound.files === 1
        ? "most of it is one file"
        : `${bound.files} of its files cannot be parted: they import one another in a circle or must stay in the façade`;
    return [
      {
        code: "OVER_CAP",
        what: `${part.name} has ${over.join(" and ")}; ${why}`,
        fix:
          tied && bound.files === 1
            ? `Divide the file, leave it out of git if it is generated, or raise ${names}.`
            : tied
              ? `Cut imports inside it, or raise ${names}.`
              : `Raise ${names}${parts.length < prepared.input.split.maxParts ? "" : " or split.maxParts"}.`,
      },
    ];
  });
}

function above(count: number, unit: string, most: number): string[] {
  return count > most
    ? [`${count} ${unit}, ${count - most} more than split.max${unit === "files" ? "Files" : "Tokens"}`]
    : [];
}

/** The largest set of one part's files that no division takes apart. */
function boundTogether(
  of: PackageProblem,
  { groupOf }: Grouping,
  g: number,
): { files: number; tokens: number } {
  const { problem, of: atomOf } = condense(of.problem);
  let most = { files: 0, tokens: 0 };
  for (let v = 0; v < groupOf.length; v++) {
    const atom = atomOf[v]!;
    if (groupOf[v] !== g || problem.files[atom]! <= most.files) continue;
    most = { files: problem.files[atom]!, tokens: problem.tokens[atom]! };
  }
  return most;
}
