import type { Replay, ReplayedCommit } from "@sixty/model";
import type { Look } from "../look.ts";
import { bar } from "../text/bar.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count, percent } from "../text/number.ts";
import { byUse, paint } from "../text/paint.ts";
import { type Column, table } from "../text/table.ts";
import { facts } from "./facts.ts";
import { more } from "./more.ts";

/** The last commits through the loop model: the figures, how they spread, and the slowest ones. */
export function renderReplay(replay: Replay, look: Look, extra: { readonly limit?: number } = {}): string {
  const busy = replay.commits.filter(({ tasks }) => tasks > 0);
  const slowest = [...busy].sort((a, b) => b.loopMs - a.loopMs || b.time - a.time || (a.id < b.id ? -1 : 1));
  const shown = slowest.slice(0, extra.limit ?? 10);
  const spread = histogram(busy, replay.budgetMs);
  return [
    ...facts(headline(replay, look), look),
    ...(busy.length === 0 ? [] : ["", ...table(spreadColumns(busy.length, look), spread, look)]),
    ...(shown.length === 0 ? [] : ["", ...table(commitColumns(replay, look), shown, look)]),
    ...more(slowest.length - shown.length, "commit", look),
  ].join("\n");
}

function headline({ budgetMs, workers, commits, idle, ...figures }: Replay, look: Look): [string, string][] {
  const { bold, dim } = paint(look);
  const time = (ms: number) => bold(byUse(ms / budgetMs, look)(formatDuration(ms)));
  const still = idle > 0 ? dim(` (and ${idle} that ${idle === 1 ? "makes" : "make"} no task stale)`) : "";
  return [
    ["Replayed", `${bold(count(commits.length - idle, "commit"))} on ${count(workers, "worker")}${still}`],
    [
      "Loop",
      [
        `${dim("p50")} ${time(figures.p50Ms)}`,
        `${dim("p95")} ${time(figures.p95Ms)}`,
        `${bold(percent(figures.withinBudget))} within ${formatLimit(budgetMs)}`,
      ].join("   "),
    ],
  ];
}

interface Step {
  readonly label: string;
  readonly commits: number;
  /** Of the budget, at the upper end. */
  readonly share: number;
}

/** Steps of the budget, so that the same table reads alike for a budget of a second and of ten minutes. */
function histogram(commits: readonly ReplayedCommit[], budgetMs: number): Step[] {
  const edges = [0.25, 0.5, 1, 2, 4, Number.POSITIVE_INFINITY];
  return edges.map((share, index) => {
    const from = (edges[index - 1] ?? -1) * budgetMs;
    const to = share * budgetMs;
    const inside = commits.filter(({ loopMs }) => loopMs > from && loopMs <= to);
    const label = share === Number.POSITIVE_INFINITY ? `over ${formatLimit(from)}` : `to ${formatLimit(to)}`;
    return { label, commits: inside.length, share };
  });
}

function spreadColumns(all: number, look: Look): Column<Step>[] {
  return [
    { title: "loop", align: "left", cell: ({ label }) => label },
    { title: "commits", align: "right", cell: ({ commits }) => String(commits) },
    {
      title: "",
      align: "left",
      cell: ({ commits }) => bar(commits / all, 30, look),
      paint: ({ share }) => byUse(share > 1 ? share : 0, look),
    },
  ];
}

function commitColumns({ budgetMs }: Replay, look: Look): Column<ReplayedCommit>[] {
  return [
    { title: "slowest", align: "left", cell: ({ id }) => id.slice(0, 9), paint: () => paint(look).dim },
    {
      title: "loop",
      align: "right",
      cell: ({ loopMs, unmeasured }) => (unmeasured > 0 ? ">" : "") + formatDuration(loopMs),
      paint: ({ loopMs }) => byUse(loopMs / budgetMs, look),
    },
    { title: "tasks", align: "right", cell: ({ tasks }) => String(tasks) },
    { title: "commit", align: "left", cell: ({ subject }) => subject, flexible: true },
  ];
}
