import type { Hoist, Part, Plan, PlanPoint } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { bar } from "../text/bar.ts";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count } from "../text/number.ts";
import { byUse, paint } from "../text/paint.ts";
import { type Column, table } from "../text/table.ts";
import { chain } from "./chain.ts";
import { facts } from "./facts.ts";
import { more } from "./more.ts";
import { obstacleLines } from "./obstacles.ts";

export interface PlanExtra {
  readonly budgetMs: number;
  /** Where it was written, workspace-relative. */
  readonly file?: string;
  readonly curve?: readonly PlanPoint[];
}

/** A plan: what it brings, its parts with their files, what moves, and what stands in the way. */
export function renderPlan(plan: Plan, look: Look, extra: PlanExtra): string {
  const { bold } = paint(look);
  const { obstacles, hoists, parts } = plan;
  return [
    `${bold(clean(plan.package))} ${outcome(plan, look, extra)}`,
    "",
    ...facts(headline(plan, look, extra), look),
    ...(parts.length < 2
      ? []
      : [
          "",
          ...table(partColumns(look), parts, look),
          ...parts.flatMap((part) => fileLines(part, look, rootOf(plan))),
        ]),
    ...section(
      "Types that move, so that cycles open",
      hoists.flatMap((hoist) => hoistLines(hoist, look)),
      look,
    ),
    ...section("In the way", obstacleLines(obstacles, inside(look)), look),
    ...curveLines(extra, parts.length, look),
    ...(extra.file === undefined || parts.length < 2
      ? []
      : [
          "",
          `Written to ${clean(extra.file)}; edit it and read it back:`,
          `${signs(look).arrow} sixty split ${clean(plan.package)} --plan ${clean(extra.file)}`,
        ]),
  ].join("\n");
}

function outcome({ parts, predicted }: Plan, look: Look, { budgetMs }: PlanExtra): string {
  if (parts.length > 1) return `${signs(look).arrow} ${count(parts.length, "part")}`;
  if (predicted.p95BeforeMs <= budgetMs)
    return `stays whole: it is within ${formatLimit(budgetMs)}, and no split saves a tenth`;
  return "stays whole: no split that was found saves a tenth of its loop";
}

function headline(
  { predicted, moves, rewrites, dependents, parts }: Plan,
  look: Look,
  { budgetMs }: PlanExtra,
): [string, string][] {
  const { bold, dim } = paint(look);
  const { arrow } = signs(look);
  const time = (ms: number) => bold(byUse(ms / budgetMs, look)(formatDuration(ms)));
  const change = (from: number, to: number) =>
    parts.length < 2 ? time(from) : `${formatDuration(from)} ${arrow} ${time(to)}`;
  const { beforeMs, afterMs, boundMs, ratio, workers } = predicted;
  const outside =
    dependents === "direct" ? "importers pointed at the parts" : `importers left on the ${facadeWord(look)}`;
  return [
    [
      "An edit",
      `${change(beforeMs, afterMs)} on ${count(workers, "worker")}   ${dim("budget")} ${formatLimit(budgetMs)}`,
    ],
    ["p50", change(predicted.p50BeforeMs, predicted.p50AfterMs)],
    ["p95", change(predicted.p95BeforeMs, predicted.p95AfterMs)],
    [
      "Bound",
      `${formatDuration(boundMs)} ${dim(`no split of these files does better; ${parts.length < 2 ? "it" : "the plan"} is at ${ratio.toFixed(2)} of it`)}`,
    ],
    ...(parts.length < 2
      ? []
      : [
          [
            "Changes",
            `${count(moves, "file")} moved, ${count(rewrites, "import")} rewritten, ${outside}`,
          ] as [string, string],
        ]),
  ];
}

function facadeWord(look: Look): string {
  return look.unicode ? "façade" : "facade";
}

function partColumns(look: Look): Column<Part>[] {
  return [
    {
      title: "part",
      align: "left",
      cell: ({ name, facade }) => (facade ? `${name} (${facadeWord(look)})` : name),
      flexible: true,
    },
    { title: "files", align: "right", cell: ({ files }) => String(files.length) },
    { title: "tests", align: "right", cell: ({ tests }) => String(tests.length) },
    { title: "tokens", align: "right", cell: ({ tokens }) => `${Math.ceil(tokens / 1000)}k`, dispensable: 2 },
    { title: "uses", align: "right", cell: ({ dependsOn }) => String(dependsOn.length), dispensable: 1 },
    { title: "folder", align: "left", cell: ({ root }) => root, dispensable: 3 },
  ];
}

/** Where the package lies: what every path in the plan starts with. */
function rootOf({ parts }: Plan): string {
  return parts.find(({ facade }) => facade)?.root ?? ".";
}

/** Many folders say more than their files do. */
const FOLDERS = 4;

function fileLines(part: Part, look: Look, root: string): string[] {
  const { bold, dim } = paint(look);
  const start = root === "." ? "" : `${root}/`;
  const files = [...part.files, ...part.tests].map((path) =>
    path.startsWith(start) ? path.slice(start.length) : path,
  );
  const folders = [
    ...new Set(files.filter((path) => path.includes("/")).map((path) => path.replace(/\/[^/]*$/, ""))),
  ];
  const shown = folders.length >= FOLDERS ? folders.sort() : files;
  return ["", bold(clean(part.name)), `  ${dim(chain(shown, look.columns - 4, look, ", "))}`];
}

function hoistLines({ names, from, to }: Hoist, look: Look): string[] {
  const { dim } = paint(look);
  return [chain(names, look.columns - 2, look, ", "), `  ${dim(chain([from, to], look.columns - 4, look))}`];
}

function curveLines({ curve = [], budgetMs }: PlanExtra, chosen: number, look: Look): string[] {
  if (curve.length < 2) return [];
  const mark = (point: PlanPoint) =>
    point.parts === chosen ? `${point.parts} ${signs(look).over}` : `${point.parts}  `;
  const columns: Column<PlanPoint>[] = [
    { title: "parts  ", align: "right", cell: mark },
    { title: "an edit", align: "right", cell: ({ expectedMs }) => formatDuration(expectedMs) },
    {
      title: "p95",
      align: "right",
      cell: ({ p95Ms }) => formatDuration(p95Ms),
      paint: ({ p95Ms }) => byUse(p95Ms / budgetMs, look),
    },
    {
      title: "of budget",
      align: "left",
      cell: ({ p95Ms }) => bar(p95Ms / budgetMs, 20, look),
      paint: ({ p95Ms }) => byUse(p95Ms / budgetMs, look),
    },
  ];
  const shown = curve.slice(0, 16);
  return ["", ...table(columns, shown, look), ...more(curve.length - shown.length, "choice", look)];
}

/** Room for lines that are set in. */
function inside(look: Look): Look {
  return { ...look, columns: look.columns - 2 };
}

function section(title: string, lines: readonly string[], look: Look): string[] {
  return lines.length === 0 ? [] : ["", paint(look).bold(title), ...lines.map((line) => `  ${line}`)];
}
