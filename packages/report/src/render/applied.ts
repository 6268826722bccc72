import type { Plan } from "@sixty/model";
import type { AppliedSplit, UndoneSplit } from "../document/applied.ts";
import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count, thousands } from "../text/number.ts";
import { byUse, paint } from "../text/paint.ts";
import { facts } from "./facts.ts";
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
    [...loop(plan, applied, look, budgetMs), ...checks(applied), ...changes(plan, applied)],
    look,
  );
  return [
    title,
    ...(figures.length > 0 ? ["", ...figures] : []),
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
  return [
    ["An edit", `${change(measured.beforeMs, measured.afterMs)} measured${budget}`],
    ["", said],
  ];
}

function checks({ checks: all, tests }: AppliedSplit): [string, string][] {
  if (all.length === 0) return [];
  const own = new Set(["tests", "exports", "acyclic"]);
  const tasks = all.filter(({ id }) => !own.has(id));
  const passed = tasks.filter(({ state }) => state === "ok").length;
  const holds = (id: string) => all.find((check) => check.id === id)?.state === "ok";
  const parts = [
    ...(tasks.length > 0 ? [`${passed} of ${count(tasks.length, "task")} passed`] : []),
    ...(tests && all.some(({ id }) => id === "tests")
      ? [`${thousands(tests.after)} of ${count(tests.before, "test")} executed`]
      : []),
    ...(holds("exports") ? ["exports kept"] : []),
    ...(holds("acyclic") ? ["no cycle"] : []),
  ];
  return parts.length > 0 ? [["Checks", parts.join(", ")]] : [];
}

function changes({ moves, rewrites }: Plan, { state, branch }: AppliedSplit): [string, string][] {
  if (state !== "kept") return [];
  const where = branch === undefined ? "staged" : `staged on ${clean(branch)}`;
  return [["Changes", `${count(moves, "file")} moved, ${count(rewrites, "import")} rewritten, ${where}`]];
}

function next({ branch }: AppliedSplit, look: Look): string[] {
  const { arrow } = signs(look);
  return [
    `${arrow} git commit, to keep it${branch === undefined ? "" : ` on ${clean(branch)}`}`,
    `${arrow} sixty split --undo, to take it back`,
  ];
}

/** A split that was taken back on request. */
export function renderUndone({ package: name, files, linked }: UndoneSplit, look: Look): string {
  const { bold, green } = paint(look);
  const rest = linked ? "" : "\nPackages were not linked again: run your package manager's install.";
  return `${green(signs(look).pass)} ${bold(`The split of ${clean(name)} was taken back`)}: ${count(files, "path")} as before${rest}`;
}
