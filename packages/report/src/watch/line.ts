import type { WatchEvent, WatchFailure, WatchLoop, WatchTask } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { renderProblem } from "../render/problem.ts";
import { clean, cleanLines } from "../text/clean.ts";
import { formatDuration } from "../text/duration.ts";
import { count } from "../text/number.ts";
import { paint } from "../text/paint.ts";
import { loopFacts } from "./facts.ts";

/** One event for a place that cannot be redrawn; nothing where it says nothing new. */
export function renderWatchLine(event: WatchEvent, look: Look): string | undefined {
  const { bold, dim, green, red } = paint(look);
  const { pass, fail } = signs(look);
  switch (event.type) {
    case "ready":
      return dim(
        `watching ${count(event.packages, "package")}, ${count(event.tasks, "task")}, ${event.known} of them known, after ${formatDuration(event.ms)}`,
      );
    case "change":
      return `${bold(what(event))} ${dim(`${count(event.tasks.length, "task")} stale${event.restarted ? ", the loop starts again" : ""}`)}`;
    case "task":
      return taskLine(event, look);
    case "answer":
      return event.verdict === "pass"
        ? `${green(pass)} the tests that it reaches pass ${dim(`after ${formatDuration(event.ms)}`)}`
        : `${red(fail)} tests that it reaches fail ${dim(`after ${formatDuration(event.ms)}`)}`;
    case "loop":
      return loopLine(event, look);
    case "problem":
      return renderProblem(event.problem, look, "warning");
    case "recovered":
      return dim(`${clean(event.code)} is over`);
  }
}

/** What started a loop, in few words. */
export function what({ cause, files, fileCount }: Pick<WatchLoop, "cause" | "files" | "fileCount">): string {
  const [first] = files;
  if (cause === "start") return "start";
  if (cause === "rerun") return "rerun";
  if (cause === "install") return "dependencies installed";
  const names = first === undefined ? "" : clean(first) + (fileCount > 1 ? ` +${fileCount - 1}` : "");
  return cause === "checkout" ? `checkout, ${count(fileCount, "file")}` : names || cause;
}

/** The failing part of a task: each failure with its place, or what its tool said. */
export function failureLines({ failures = [], output = "" }: WatchTask, look: Look): readonly string[] {
  if (failures.length === 0) return cleanLines(output).trimEnd().split("\n");
  return failures.flatMap((failure) => [heading(failure, look), ...indented(failure.message)]);
}

function heading({ file, line, name }: WatchFailure, look: Look): string {
  const { cyan, bold } = paint(look);
  const place = file === undefined ? "" : cyan(clean(file) + (line === undefined ? "" : `:${line}`));
  return [place, name === undefined ? "" : bold(clean(name))].filter((part) => part !== "").join("  ");
}

function indented(message: string): readonly string[] {
  return cleanLines(message)
    .trimEnd()
    .split("\n")
    .map((line) => `  ${line}`);
}

function taskLine(event: WatchTask, look: Look): string | undefined {
  const { dim, green, red, yellow } = paint(look);
  const { pass, fail, dot } = signs(look);
  const id = clean(event.id);
  const time = event.ms === undefined ? "" : dim(` ${formatDuration(event.ms)}${event.warm ? " warm" : ""}`);
  const part = event.pass === "related" ? dim(" related tests") : "";
  if (event.state === "ok") return `${green(pass)} ${id}${part}${time}`;
  if (event.state === "blocked") return `${yellow(dot)} ${id} ${dim(`waits for ${clean(event.by ?? "")}`)}`;
  if (event.state !== "failed") return undefined;
  const reason = event.reason === undefined ? "" : dim(` ${clean(event.reason)}`);
  const lines = failureLines(event, look).map((line) => `  ${line}`);
  return [`${red(fail)} ${id}${part}${time}${reason}`, ...lines].join("\n").trimEnd();
}

function loopLine(loop: WatchLoop, look: Look): string {
  const { bold, green, red, yellow } = paint(look);
  const { pass, fail, doubt, arrow } = signs(look);
  const verdict = {
    pass: green(`${pass} pass`),
    fail: red(`${fail} fail`),
    inconclusive: yellow(`${doubt} not everything is known`),
  }[loop.verdict];
  const { facts, advice } = loopFacts(loop);
  const first = [bold(verdict), ...facts].join("  ");
  return advice === undefined ? first : `${first}\n  ${arrow} ${advice}`;
}
