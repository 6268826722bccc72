import type { Problem } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { clean, cleanLines } from "../text/clean.ts";
import { paint } from "../text/paint.ts";

/** `error CODE: what (where)` and, below it, what to do. */
export function renderProblem(problem: Problem, look: Look, level: "error" | "warning" = "error"): string {
  const { bold, dim, red, yellow } = paint(look);
  const mark = level === "error" ? bold(red("error")) : bold(yellow("warning"));
  const where = problem.where === undefined ? "" : ` ${dim(`(${clean(problem.where)})`)}`;
  const fix = problem.fix === undefined ? "" : `\n  ${signs(look).arrow} ${clean(problem.fix)}`;
  return `${mark} ${clean(problem.code)}: ${cleanLines(problem.what)}${where}${fix}`;
}
