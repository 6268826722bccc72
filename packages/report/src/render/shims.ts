import type { ShimsView } from "../document/shims.ts";
import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { count } from "../text/number.ts";
import { paint } from "../text/paint.ts";
import { checkFacts } from "./checks.ts";
import { facts } from "./facts.ts";
import { leftLines } from "./left.ts";
import { renderProblem } from "./problem.ts";

/** What became of the importers of a façade: who takes the packages behind it now, and who is left on it. */
export function renderShims(
  { package: name, rewrites, packages, left, applied }: ShimsView,
  look: Look,
): string {
  const { bold, green, red } = paint(look);
  const { pass, fail, arrow } = signs(look);
  const on = left.length === 0 ? "nobody is left on it" : `${count(left.length, "import")} left on it`;
  const title =
    applied === undefined
      ? `${green(pass)} ${bold(`Nothing to change for ${clean(name)}`)}: ${on}`
      : applied.state === "kept"
        ? `${green(pass)} ${bold(`${count(rewrites, "import")} of ${clean(name)} in ${count(packages.length, "package")} take what defines them now`)}: ${on}`
        : `${red(fail)} ${bold(`The imports of ${clean(name)} were put back: the tree is as it was`)}`;
  const figures = applied ? facts(checkFacts(applied), look) : [];
  return [
    title,
    ...(figures.length > 0 ? ["", ...figures] : []),
    ...(left.length > 0
      ? ["", bold("Left on the old name"), ...leftLines(left, look).map((line) => `  ${line}`)]
      : []),
    ...(applied?.problem ? ["", renderProblem(applied.problem, look)] : []),
    ...(applied?.state === "kept"
      ? ["", `${arrow} git commit, to keep it`, `${arrow} sixty split --undo, to take it back`]
      : []),
  ].join("\n");
}
