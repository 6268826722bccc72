import type { Plan, Problem } from "@sixty/model";

/** What keeps the files of a package together, the firmest first. */
const TIES = ["PATH_BOUND", "MOCK_BOUND", "DEFAULT_BOUND", "GIANT_CYCLE"];

/**
 * Why a plan of one part is not applied.
 *
 * @param file of the plan, as it is shown
 * @param parts how many were asked for; undefined where the plan was free to choose
 */
export function nothingToSplit(plan: Plan, file: string, parts: number | undefined): Problem {
  const code = "NOTHING_TO_SPLIT";
  if (parts === undefined)
    return {
      code,
      what: `No split of ${plan.package} was found that pays`,
      where: file,
      fix: "`sixty which` says what stands in the way; --parts N asks for a number of parts all the same.",
    };
  const what = `${plan.package} was not found to divide into ${parts} parts`;
  const tie = TIES.flatMap((one) => plan.obstacles.find((obstacle) => obstacle.code === one) ?? [])[0];
  if (!tie)
    return { code, what, where: file, fix: `\`sixty split ${plan.package}\` shows what it was judged by.` };
  const { file: at = file, line, fix = "Untie them, then plan again." } = tie;
  return { code, what: `${what}: ${tie.what}`, where: line === undefined ? at : `${at}:${line}`, fix };
}
