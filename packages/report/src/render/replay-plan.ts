import type { Replay } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count, percent } from "../text/number.ts";
import { byUse, paint } from "../text/paint.ts";
import { type Column, table } from "../text/table.ts";
import { facts } from "./facts.ts";
import { more } from "./more.ts";

interface Row {
  readonly id: string;
  readonly subject: string;
  readonly beforeMs: number;
  readonly afterMs: number;
}

/** The last commits before and after a plan: the figures side by side, and the commits that change most. */
export function renderReplayPlan(before: Replay, after: Replay, look: Look, planFile: string): string {
  const { arrow } = signs(look);
  const { bold } = paint(look);
  const { budgetMs } = before;
  const change = (of: (replay: Replay) => number) =>
    `${formatDuration(of(before))} ${arrow} ${bold(byUse(of(after) / budgetMs, look)(formatDuration(of(after))))}`;
  const rows = changed(before, after);
  const shown = rows.slice(0, 10);
  return [
    ...facts(
      [
        ["Replayed", `${count(before.commits.length - before.idle, "commit")} with ${clean(planFile)}`],
        ["p50", change((replay) => replay.p50Ms)],
        ["p95", change((replay) => replay.p95Ms)],
        ["Expected", change((replay) => replay.expectedMs)],
        [
          "Within",
          `${percent(before.withinBudget)} ${arrow} ${bold(percent(after.withinBudget))} in ${formatLimit(budgetMs)}`,
        ],
      ],
      look,
    ),
    ...(shown.length === 0 ? [] : ["", ...table(columnsOf(budgetMs, look), shown, look)]),
    ...more(rows.length - shown.length, "commit", look),
  ].join("\n");
}

/** Most saved first. */
function changed(before: Replay, after: Replay): Row[] {
  return before.commits
    .map(({ id, subject, loopMs }, index) => ({
      id,
      subject,
      beforeMs: loopMs,
      afterMs: after.commits[index]?.loopMs ?? loopMs,
    }))
    .filter(({ beforeMs, afterMs }) => beforeMs !== afterMs)
    .sort((a, b) => b.beforeMs - b.afterMs - (a.beforeMs - a.afterMs));
}

function columnsOf(budgetMs: number, look: Look): Column<Row>[] {
  return [
    { title: "commit", align: "left", cell: ({ id }) => id.slice(0, 9), paint: () => paint(look).dim },
    {
      title: "before",
      align: "right",
      cell: ({ beforeMs }) => formatDuration(beforeMs),
      paint: ({ beforeMs }) => byUse(beforeMs / budgetMs, look),
    },
    {
      title: "after",
      align: "right",
      cell: ({ afterMs }) => formatDuration(afterMs),
      paint: ({ afterMs }) => byUse(afterMs / budgetMs, look),
    },
    { title: "", align: "left", cell: ({ subject }) => subject, flexible: true },
  ];
}
