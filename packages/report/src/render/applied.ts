import type { Plan } from "@sixty/model";
import type { AppliedSplit, UndoneSplit } from "../document/applied.ts";
import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count } from "../text/number.ts";
import { byUse, paint } from "../text/paint.ts";
import { checkFacts } from "./checks.ts";
import { facts } from "./facts.ts";
import { leftLines } from "./left.ts";
import { renderProblem } from "./problem.ts";

/** What a split came to: measured beside predicted, what was checked, and how to go on. */
export function renderApplied(
  plan: Plan,
  applied: AppliedSplit,
  look: Look,
  { budgetMs }: { readonly budgetMs: number },
): string {
  const { bold, green, red } = paint(look);
  const { pass, fail } = signs(look);
  const name = clean(plan.package);
  const kept = applied.state === "kept";
  const title = kept
    ? `${green(pass)} ${bold(`${name} is split into ${count(plan.parts.length, "package")}`)}`
    : `${red(fail)} ${bold(`The split of ${name} was taken back: the tree is as it was`)}`;
  const figures = facts(
    [...loop(plan, applied, look, budgetMs), ...checkFacts(applied), ...changes(plan, applied)],
    look,
  );
  return [
    title,
    ...(figures.length > 0 ? ["", ...figures] : []),
    ...(kept ? left(applied, look) : []),
    ...(applied.problem ? ["", renderProblem(applied.problem, look)] : []),
    ...(kept ? ["", ...next(applied, look)] : []),
  ].join("\n");
}

function loop(
  { predicted }: Plan,
  { measured }: AppliedSplit,
  look: Look,
  budgetMs: number,
): [string, string][] {
  const { bold, dim } = paint(look);
  const { arrow } = signs(look);
  const change = (from: number, to: number) =>
    `${formatDuration(from)} ${arrow} ${bold(byUse(to / budgetMs, look)(formatDuration(to)))}`;
  const said = `${change(predicted.beforeMs, predicted.afterMs)} predicted`;
  const budget = `   ${dim("budget")} ${formatLimit(budgetMs)}`;
  if (!measured) return [["An edit", said + budget]];
  const p95 = `${change(measured.p95BeforeMs, measured.p95AfterMs)} measured, `;
  return [
    ["An edit", `${change(measured.beforeMs, measured.afterMs)} measured${budget}`],
    ["", said],
    ["p95", `${p95}${change(predicted.p95BeforeMs, predicted.p95AfterMs)} predicted`],
  ];
}

function changes(
  { package: name, parts, moves, rewrites }: Plan,
  { state, branch, release }: AppliedSplit,
): [string, string][] {
  if (state !== "kept") return [];
  const where = branch === undefined ? "staged" : `staged on ${clean(branch)}`;
  const news = parts.filter((part) => !part.facade).length;
  const many = count(news, "new package");
  const how =
    release === "published"
      ? `${many} to be published with ${clean(name)}, which depends on ${news === 1 ? "it" : "them"}`
      : `${many}, private: the build of ${clean(name)} takes ${news === 1 ? "it" : "them"} in`;
  return [
    ["Changes", `${count(moves, "file")} moved, ${count(rewrites, "import")} rewritten, ${where}`],
    ...(release === undefined || release === "private" ? [] : [["Release", how] as [string, string]]),
  ];
}

function left({ left: list = [] }: AppliedSplit, look: Look): string[] {
  if (list.length === 0) return [];
  return [
    "",
    paint(look).bold("Left on the old name"),
    ...leftLines(list, look, 5).map((line) => `  ${line}`),
  ];
}

function next({ branch }: AppliedSplit, look: Look): string[] {
  const { arrow } = signs(look);
  return [
    `${arrow} git commit, to keep it${branch === undefined ? "" : ` on ${clean(branch)}`}`,
    `${arrow} sixty split --undo, to take it back`,
  ];
}

/** A split that was taken back on request. */
export function renderUndone({ package: name, files, linked, branch }: UndoneSplit, look: Look): string {
  const { bold, green } = paint(look);
  const back = branch?.checkedOut === undefined ? "" : `\n${clean(branch.checkedOut)} is checked out again`;
  const gone =
    branch?.deleted === undefined ? "" : `${back === "" ? "\n" : "; "}${clean(branch.deleted)} is deleted`;
  const dot = back + gone === "" ? "" : ".";
  const rest = linked ? "" : "\nPackages were not linked again: run your package manager's install.";
  return `${green(signs(look).pass)} ${bold(`The split of ${clean(name)} was taken back`)}: ${count(files, "path")} as before${back}${gone}${dot}${rest}`;
}
