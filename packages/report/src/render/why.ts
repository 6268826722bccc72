import type { CostlyImport, Why } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count } from "../text/number.ts";
import { byUse, paint } from "../text/paint.ts";
import { chain as shortChain } from "./chain.ts";
import { facts } from "./facts.ts";

/** Why an edit of a file costs what it costs: the way to the slowest task, and the imports to look at. */
export function renderWhy(why: Why, look: Look, extra: { readonly budgetMs: number }): string {
  const { bold, dim } = paint(look);
  return [
    bold(clean(why.file)),
    "",
    ...facts(
      [
        ["Package", clean(why.package)],
        [
          "After an edit",
          `${loop(why, look, extra.budgetMs)}   ${dim("budget")} ${formatLimit(extra.budgetMs)}`,
        ],
        ["Stale", stale(why)],
        [
          "Critical path",
          why.criticalPath.length === 0 ? "none" : shortChain(why.criticalPath, look.columns - 16, look),
        ],
      ],
      look,
    ),
    ...(why.chain.length > 1 ? ["", bold("To the slowest task"), ...steps(why.chain, look)] : []),
    "",
    ...(why.imports.length > 0
      ? [bold("Imports that cost most"), ...why.imports.map((one) => importLine(one, look))]
      : [dim("No one import of the package would shorten it, were it cut.")]),
  ].join("\n");
}

/** What is known of it: unmeasured tasks can only make it longer. */
function loop({ editMs, affected, unmeasured }: Why, look: Look, budgetMs: number): string {
  const { bold } = paint(look);
  if (unmeasured.length > 0 && unmeasured.length === affected.length) return bold("not measured");
  const known = bold(byUse(editMs / budgetMs, look)(formatDuration(editMs)));
  return unmeasured.length > 0 ? `${known} or more` : known;
}

function stale({ affected, unmeasured }: Why): string {
  const tasks = count(affected.length, "task");
  return unmeasured.length > 0
    ? `${tasks}, ${unmeasured.length} of them never measured: sixty measure --missing`
    : tasks;
}

function steps(chain: readonly string[], look: Look): string[] {
  return chain.map((step, index) => `  ${index === 0 ? " " : signs(look).arrow} ${clean(step)}`);
}

function importLine({ file, line, imports, typeOnly, savedMs }: CostlyImport, look: Look): string {
  const head = `  ${formatDuration(savedMs)} an edit  `;
  const kind = typeOnly ? " (type-only)" : "";
  const names = shortChain([`${file}:${line}`, imports], look.columns - head.length - kind.length, look);
  return head + names + paint(look).dim(kind);
}
