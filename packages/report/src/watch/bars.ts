import { type Look, signs } from "../look.ts";
import { bar } from "../text/bar.ts";
import { clean } from "../text/clean.ts";
import { formatDuration } from "../text/duration.ts";
import { count } from "../text/number.ts";
import { paint } from "../text/paint.ts";
import { truncateMiddle } from "../text/truncate.ts";
import { pad, width } from "../text/width.ts";
import type { ViewTask } from "./view.ts";

const BAR_CELLS = 20;
/** A shorter bar tells nothing: its place goes to the name. */
const LEAST_BAR = 4;
const LONGEST_NAME = 44;
/** What stands beside a name and its bar: a sign before, `12m 34s warm` behind. */
const BESIDE = 18;

/** Cells of a line's parts. */
interface Cells {
  readonly name: number;
  readonly bar: number;
}

/** Tasks as bars over one scale: what runs, failed or is held up first, then the longest. At most `room` lines. */
export function bars(
  tasks: readonly ViewTask[],
  look: Look,
  { nowMs }: { readonly nowMs: number },
  room: number,
): readonly string[] {
  if (tasks.length === 0) return [];
  const took = (task: ViewTask) =>
    task.state === "running" ? nowMs - (task.startedMs ?? nowMs) : (task.ms ?? 0);
  const order = { running: 0, failed: 1, ok: 2, waiting: 3, blocked: 4, cancelled: 5 };
  const sorted = [...tasks].sort(
    (a, b) => order[a.state] - order[b.state] || took(b) - took(a) || (a.id < b.id ? -1 : 1),
  );
  const shown = sorted.length > room ? sorted.slice(0, room - 1) : sorted;
  const most = Math.max(1000, ...shown.map(took));
  const cells = cellsFor(Math.max(...shown.map(({ id }) => width(clean(id)))), look);
  const lines = shown.map((task) => line(task, took(task), most, cells, look));
  return shown.length === sorted.length ? lines : [...lines, rest(sorted.slice(shown.length), look)];
}

/** Names first, then as much of a bar as there is room for. */
function cellsFor(longest: number, { columns }: Look): Cells {
  const room = Math.max(8, columns - BESIDE);
  const name = Math.min(LONGEST_NAME, longest, room);
  const bar = Math.min(BAR_CELLS, room - name);
  return { name, bar: bar < LEAST_BAR ? 0 : bar };
}

function line(task: ViewTask, ms: number, most: number, cells: Cells, look: Look): string {
  const { cyan, dim, green, red, yellow } = paint(look);
  const { pass, fail, dot, over, ellipsis } = signs(look);
  const name = pad(truncateMiddle(clean(task.id), cells.name, ellipsis), cells.name, "left");
  const gauge =
    cells.bar === 0 ? "" : pad(bar(Math.min(1, ms / most), cells.bar, look).trimEnd(), cells.bar + 2, "left");
  switch (task.state) {
    case "ok":
      return `${green(pass)} ${name}  ${green(gauge)}${time(task)}`;
    case "failed":
      return `${red(fail)} ${name}  ${red(gauge)}${time(task)}`;
    case "running":
      return `${cyan(over)} ${name}  ${cyan(gauge)}${Math.floor(ms / 1000)}s${task.pass === "related" ? dim(" related tests") : ""}`;
    case "blocked":
      return `${yellow(dot)} ${dim(name)}  ${dim(`waits for ${clean(task.by ?? "")}`)}`;
    default:
      return `${dim(dot)} ${dim(name)}${task.pass === "related" && task.ms !== undefined ? dim("  related tests pass; the rest follows") : ""}`;
  }

  function time({ ms, warm }: ViewTask): string {
    return ms === undefined ? dim("as before") : formatDuration(ms) + (warm ? dim(" warm") : "");
  }
}

function rest(tasks: readonly ViewTask[], look: Look): string {
  const by = new Map<string, number>();
  for (const { state } of tasks) by.set(state, (by.get(state) ?? 0) + 1);
  const parts = [...by].map(([state, amount]) => `${amount} ${state}`);
  return paint(look).dim(`${signs(look).ellipsis} ${count(tasks.length, "more task")}: ${parts.join(", ")}`);
}
