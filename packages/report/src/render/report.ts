import type { Loops, Machine, PackageLoop, Problem, Runner } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { bar } from "../text/bar.ts";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count, percent } from "../text/number.ts";
import { byUse, type Paint, paint } from "../text/paint.ts";
import { type Column, table } from "../text/table.ts";
import { chain } from "./chain.ts";
import { facts } from "./facts.ts";
import { more } from "./more.ts";
import { renderProblem } from "./problem.ts";

export interface ReportExtra {
  readonly machine?: Machine;
  readonly runner?: Runner;
  readonly targets?: readonly string[];
  /** ISO 8601, of the newest timing. */
  readonly measuredAt?: string;
  readonly warnings?: readonly Problem[];
  /** Rows of the table at most; all unless set. */
  readonly limit?: number;
  /** A command to run next. */
  readonly next?: string;
}

/** The loops of a workspace: where it stands in a few lines, then a table, worst package first. */
export function renderReport(loops: Loops, look: Look, extra: ReportExtra = {}): string {
  const shown = loops.packages.slice(0, extra.limit ?? loops.packages.length);
  const lines = [
    context(loops, look, extra),
    "",
    ...facts(headline(loops, look), look),
    "",
    ...table(columnsOf(loops, look), shown, look),
    ...more(loops.packages.length - shown.length, "package", look),
    ...unmeasured(loops, look),
    ...(extra.warnings ?? []).map((warning) => renderProblem(warning, look, "warning")),
    ...(extra.next === undefined ? [] : ["", `${signs(look).arrow} ${clean(extra.next)}`]),
  ];
  return lines.join("\n");
}

function context(loops: Loops, look: Look, { machine, runner, targets, measuredAt }: ReportExtra): string {
  const parts = [
    count(loops.packages.length, "package"),
    ...(runner ? [runner] : []),
    ...(targets?.length ? [targets.join(", ")] : []),
    ...(machine ? [machine.class] : []),
    ...(measuredAt ? [`measured ${measuredAt.slice(0, 16).replace("T", " ")} UTC`] : []),
  ];
  return paint(look).dim(parts.map(clean).join(` ${signs(look).dot} `));
}

function headline({ budgetMs, workers, complete, edit, unmeasured }: Loops, look: Look): [string, string][] {
  const { bold, dim } = paint(look);
  // Tasks without a timing count as nothing: a time is then a least, a share within budget a most.
  const open = unmeasured.length > 0;
  const time = (ms: number) => use(ms, budgetMs, open, look)((open ? ">" : "") + formatDuration(ms));
  const gap = "   ";
  return [
    [
      "After an edit",
      [
        `${dim("p50")} ${bold(time(edit.p50Ms))}`,
        `${dim("p95")} ${bold(time(edit.p95Ms))}`,
        `${open ? "at most " : ""}${bold(percent(edit.withinBudget))} of edits within ${formatLimit(budgetMs)}`,
      ].join(gap),
    ],
    [
      "Complete loop",
      [
        `${bold((open ? ">" : "") + formatDuration(complete.makespanMs))} on ${count(workers, "worker")}`,
        `${dim("work")} ${formatDuration(complete.workMs)}`,
        `${dim("critical path")} ${formatDuration(complete.criticalPathMs)}`,
      ].join(gap),
    ],
    ["", dim(chain(complete.criticalPath, look.columns - 15, look))],
  ];
}

function columnsOf({ budgetMs }: Loops, look: Look): Column<PackageLoop>[] {
  const { minus } = signs(look);
  const cells = look.columns >= 110 ? 24 : look.columns >= 90 ? 16 : 10;
  const useOf = ({ editMs, unmeasured }: PackageLoop) => use(editMs, budgetMs, unmeasured > 0, look);
  return [
    { title: "package", align: "left", cell: ({ name }) => name, flexible: true },
    {
      title: "after edit",
      align: "right",
      cell: ({ editMs, unmeasured }) => {
        if (unmeasured === 0) return formatDuration(editMs);
        return editMs === 0 ? "unknown" : `>${formatDuration(editMs)}`;
      },
      paint: useOf,
    },
    {
      title: "of budget",
      align: "left",
      cell: ({ editMs }) => bar(editMs / budgetMs, cells, look),
      paint: useOf,
      dispensable: 2,
    },
    {
      title: "headroom",
      align: "right",
      cell: ({ editMs, headroomMs, unmeasured }) => {
        if (unmeasured === 0 || headroomMs < 0) return formatDuration(headroomMs, minus);
        return editMs === 0 ? "" : `<${formatDuration(headroomMs)}`;
      },
      paint: useOf,
    },
    { title: "own", align: "right", cell: ({ ownMs }) => formatDuration(ownMs), dispensable: 1 },
    { title: "dependents", align: "right", cell: ({ dependents }) => String(dependents), dispensable: 3 },
    { title: "edits", align: "right", cell: ({ editShare }) => percent(editShare), dispensable: 0 },
  ];
}

/** What is not fully known is never green. */
function use(ms: number, budgetMs: number, open: boolean, look: Look): Paint {
  return byUse(open ? Math.max(0.9, ms / budgetMs) : ms / budgetMs, look);
}

function unmeasured({ unmeasured: ids }: Loops, look: Look): string[] {
  if (ids.length === 0) return [];
  const { yellow } = paint(look);
  const which = chain(ids, look.columns - 46, look, ", ");
  const counted =
    ids.length === 1
      ? "1 task has no timing and counts"
      : `${count(ids.length, "task")} have no timing and count`;
  return ["", yellow(`${counted} as 0ms: ${which}`), `${signs(look).arrow} sixty measure --missing`];
}
