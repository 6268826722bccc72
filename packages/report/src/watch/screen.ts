import type { WatchTask } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count } from "../text/number.ts";
import { byUse, paint } from "../text/paint.ts";
import { sparkline } from "../text/sparkline.ts";
import { truncateEnd, truncateMiddle } from "../text/truncate.ts";
import { width } from "../text/width.ts";
import { fold } from "../text/wrap.ts";
import { bars } from "./bars.ts";
import { loopFacts } from "./facts.ts";
import { failureLines, what } from "./line.ts";
import type { WatchView } from "./view.ts";

export interface Frame {
  readonly rows: number;
  /** By the clock that the view was made with. */
  readonly nowMs: number;
  /** Only tasks with this in their id; what is being typed ends with a cursor. */
  readonly filter?: { readonly text: string; readonly typing: boolean };
  /** Shown instead of the loop, such as the answer of `why`. */
  readonly page?: string;
}

/** The whole screen: at most `rows` lines, none wider than the look allows. */
export function renderWatch(view: WatchView, look: Look, frame: Frame): readonly string[] {
  const head = [heading(view, look, frame), ""];
  // A page is read from its start to its end: it gets the room of the numbers too.
  const state = frame.page === undefined ? [...numbers(view, look, frame), history(view, look)] : [];
  const foot = ["", ...state, keys(look, frame)].filter((line, at) => at === 0 || line !== "");
  const room = Math.max(3, frame.rows - head.length - foot.length);
  const body = frame.page === undefined ? middle(view, look, frame, room) : page(frame.page, look, room);
  // Filled up, so that what is below stays where it is.
  const filled = [...body.slice(0, room), ...Array<string>(Math.max(0, room - body.length)).fill("")];
  return [...head, ...filled, ...foot].slice(0, frame.rows).map((line) => fit(line, look));
}

function heading({ ready, loop, change }: WatchView, look: Look, { nowMs }: Frame): string {
  const { bold, cyan, dim, green, red, yellow } = paint(look);
  const { pass, fail, doubt, dot, ellipsis } = signs(look);
  const state =
    loop === undefined
      ? cyan(change === undefined ? "reads the workspace" : `runs ${seconds(nowMs - change.sinceMs)}`)
      : { pass: green(`${pass} pass`), fail: red(`${fail} fail`), inconclusive: yellow(`${doubt} unknown`) }[
          loop.verdict
        ];
  const facts =
    ready === undefined
      ? []
      : [
          count(ready.packages, "package"),
          count(ready.tasks, "task"),
          `budget ${formatLimit(ready.budgetMs)}`,
        ];
  const start = `${bold("sixty watch")}  ${state}`;
  const room = look.columns - width(clean(start)) - 2;
  const about = change === undefined ? "" : truncateMiddle(what(change.label), room, ellipsis);
  const rest = dim(facts.join(` ${dot} `));
  const whole = [start, about, rest].filter((part) => part !== "").join("  ");
  return width(clean(whole)) <= look.columns ? whole : `${start}  ${about}`;
}

function middle(view: WatchView, look: Look, frame: Frame, room: number): readonly string[] {
  const { dim, yellow } = paint(look);
  const shown = (id: string) => id.includes(frame.filter?.text ?? "");
  const failures = [...view.failures.values()].filter(({ id }) => shown(id));
  const problems = [...view.problems.values()].flatMap(({ what, where, fix }) => [
    ...fold(clean(where === undefined ? what : `${what} (${where})`), look.columns).map(yellow),
    ...(fix === undefined ? [] : fold(`  ${signs(look).arrow} ${clean(fix)}`, look.columns).map(dim)),
  ]);
  const failed = failures.flatMap((task) => failurePart(task, look));
  const tasks = [...view.tasks.values()].filter(({ id }) => shown(id));
  // Failures are why one looks: tasks give way to them, down to the least that tells what goes on.
  const spare = room - problems.length - (failed.length > 0 ? failed.length + 1 : 0);
  const least = failed.length > 0 && room < 8 ? 0 : 4;
  const cells = Math.max(least, spare);
  const lines = cells < 2 ? [] : bars(tasks, look, frame, cells);
  const gap = failed.length > 0 && lines.length > 0 ? [""] : [];
  return cutTo([...problems, ...lines, ...gap, ...failed], room, look);
}

function failurePart(task: WatchTask, look: Look): readonly string[] {
  const { bold, red, dim } = paint(look);
  const { fail, ellipsis } = signs(look);
  const reason = task.reason === undefined ? "" : `  ${clean(task.reason)}`;
  const id = truncateMiddle(clean(task.id), look.columns - width(fail + reason) - 1, ellipsis);
  return [
    `${red(fail)} ${bold(id)}${dim(reason)}`,
    ...failureLines(task, look).flatMap((line) => folded(`  ${line}`, look)),
  ];
}

function page(text: string, look: Look, room: number): readonly string[] {
  return cutTo(text.split("\n"), room, look);
}

function cutTo(lines: readonly string[], room: number, look: Look): readonly string[] {
  if (lines.length <= room) return lines;
  const left = lines.length - room + 1;
  return [
    ...lines.slice(0, room - 1),
    paint(look).dim(`${signs(look).ellipsis} ${count(left, "more line")}`),
  ];
}

/** The two numbers, and what to do about them. */
function numbers({ loop, answer, change }: WatchView, look: Look, { rows }: Frame): readonly string[] {
  const { dim, yellow } = paint(look);
  if (loop === undefined) {
    if (answer === undefined || change === undefined) return [];
    const word = answer.verdict === "pass" ? "pass" : "fail";
    return [dim(`the tests that it reaches ${word} after ${formatDuration(answer.ms)}; the rest follows`)];
  }
  const { facts, advice } = loopFacts(loop);
  const use = loop.predictedMs ?? loop.ms;
  const colour = byUse(use / Math.max(1, loop.budgetMs), look);
  const [mine = "", ...rest] = facts;
  const painted = rest.map((fact) => (fact.startsWith("in CI") ? colour(fact) : dim(fact)));
  // On a small screen what failed matters more than the last of these facts.
  const lines = flow([mine, ...painted], look).slice(0, Math.max(2, Math.floor(rows / 7)));
  if (advice === undefined) return lines;
  return [...lines, ...fold(`${signs(look).arrow} ${advice}`, look.columns).map(yellow)];
}

/** As many on a line as fit. */
function flow(parts: readonly string[], look: Look): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = `${last}  ${part}`;
    if (last === undefined || width(clean(longer)) > look.columns) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function history({ history: loops }: WatchView, look: Look): string {
  if (loops.length < 2) return "";
  const { dim, green, red } = paint(look);
  const shown = loops.slice(-Math.min(loops.length, Math.max(10, look.columns - 40)));
  const marks = sparkline(
    shown.map(({ ms }) => ms),
    look,
  );
  const line = marks.map((mark, at) => (shown[at]!.verdict === "pass" ? green(mark) : red(mark))).join("");
  const most = Math.max(...shown.map(({ ms }) => ms));
  return `${line} ${dim(`last ${count(shown.length, "loop")}, longest ${formatDuration(most)}`)}`;
}

function keys(look: Look, { filter, page: shown }: Frame): string {
  const { dim, inverse } = paint(look);
  if (filter?.typing)
    return `filter: ${clean(filter.text)}${inverse(" ")}  ${dim("enter keeps, escape drops it")}`;
  if (shown !== undefined) return dim("any key goes back");
  const on = filter === undefined || filter.text === "" ? "" : `: ${clean(filter.text)}`;
  return dim(`r rerun  f filter${on}  w why  q quit`);
}

/** Whole seconds while it runs, so that the screen stays calm. */
function seconds(ms: number): string {
  return `${Math.max(0, Math.floor(ms / 1000))}s`;
}

/** A line that is too long goes on below, without its colours: what a tool says may matter at its end. */
function folded(line: string, look: Look): readonly string[] {
  const bare = clean(line);
  return width(bare) <= look.columns ? [line] : fold(bare, look.columns);
}

function fit(line: string, look: Look): string {
  // Colours take no room; a line of ours that is too long loses them with its end.
  const bare = clean(line);
  return width(bare) <= look.columns ? line.trimEnd() : truncateEnd(bare, look.columns, signs(look).ellipsis);
}
