import type { TestFileTiming, Timing } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { bar } from "../text/bar.ts";
import { clean, cleanLines } from "../text/clean.ts";
import { formatDuration } from "../text/duration.ts";
import { count, thousands } from "../text/number.ts";
import { paint } from "../text/paint.ts";
import { type Column, table } from "../text/table.ts";
import { more } from "./more.ts";

export interface MeasureExtra {
  /** Of the whole command. */
  readonly elapsedMs?: number;
  /** Where the timings are kept, workspace-relative. */
  readonly file?: string;
  /** Stopped before all was done. */
  readonly aborted?: boolean;
  /** Slowest tasks and test files shown at most, each; 10 unless set. */
  readonly limit?: number;
}

/** What one `sixty measure` took: a line of totals, failures with the tail of their output, the slowest tasks. */
export function renderMeasureSummary(
  timings: readonly Timing[],
  look: Look,
  extra: MeasureExtra = {},
): string {
  const limit = extra.limit ?? 10;
  const done = timings.filter(({ state }) => state === "ok");
  const files = done.flatMap(({ mode, testFiles }) => (mode === "cold" ? (testFiles ?? []) : []));
  const blocks = [
    [totals(timings, look, extra)],
    ...timings.filter(({ state }) => state === "failed").map((timing) => failure(timing, look)),
    skipped(timings, look),
    slowest(taskRows(done), "task", limit, look),
    slowest(fileRows(files), "test file", limit, look),
    extra.file === undefined ? [] : [paint(look).dim(`Kept in ${clean(extra.file)}`)],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n");
}

function totals(timings: readonly Timing[], look: Look, { elapsedMs, aborted }: MeasureExtra): string {
  const { bold, green, red } = paint(look);
  const tasks = (state: Timing["state"]) =>
    new Set(timings.filter((one) => one.state === state).map(({ id }) => id)).size;
  const failed = tasks("failed");
  const parts = [
    `${count(tasks("ok"), "task")} measured${elapsedMs === undefined ? "" : ` in ${formatDuration(elapsedMs)}`}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(tasks("skipped") > 0 ? [`${tasks("skipped")} skipped`] : []),
    ...(aborted ? ["stopped early"] : []),
  ];
  const good = failed === 0 && !aborted;
  const mark = good ? green(signs(look).pass) : red(signs(look).fail);
  return `${mark} ${bold(parts.join(", "))}`;
}

function failure({ id, reason, wallMs, tail }: Timing, look: Look): string[] {
  const { bold, dim, red } = paint(look);
  const head = `${red(signs(look).fail)} ${bold(clean(id))} failed after ${formatDuration(wallMs)}`;
  const why = reason === undefined ? "" : ` ${dim(`(${clean(reason)})`)}`;
  const lines = tail === undefined ? [] : cleanLines(tail).trimEnd().split("\n");
  return [head + why, ...lines.map((line) => dim(`  ${look.unicode ? "│" : "|"} ${line}`))];
}

function skipped(timings: readonly Timing[], look: Look): string[] {
  const ids = [...new Set(timings.filter(({ state }) => state === "skipped").map(({ id }) => id))].sort();
  const shown = ids.slice(0, 5).map((id) => paint(look).dim(`  skipped ${clean(id)}`));
  return [...shown, ...more(ids.length - shown.length, "skipped task", look)];
}

interface Row {
  readonly name: string;
  readonly ms: number;
  readonly warmMs?: number;
  readonly note: string;
}

function taskRows(done: readonly Timing[]): Row[] {
  const rows = new Map<string, Row>();
  const warm = new Map(done.filter(({ mode }) => mode === "warm").map((one) => [one.id, one.wallMs]));
  for (const { id, mode, wallMs, cpuMs, testFiles } of done) {
    if (mode !== "cold") continue;
    const warmMs = warm.get(id);
    const tests = (testFiles ?? []).reduce((sum, file) => sum + (file.tests ?? 0), 0);
    const notes = [
      ...(cpuMs === undefined ? [] : [`${formatDuration(cpuMs)} of processor`]),
      ...(testFiles ? [count(testFiles.length, "test file")] : []),
      ...(tests > 0 ? [`${thousands(tests)} tests`] : []),
    ];
    rows.set(id, { name: id, ms: wallMs, ...(warmMs !== undefined && { warmMs }), note: notes.join(", ") });
  }
  return [...rows.values()];
}

function fileRows(files: readonly TestFileTiming[]): Row[] {
  return files.map(({ file, ms, importMs, testsMs }) => {
    const notes = [
      ...(importMs === undefined ? [] : [`${formatDuration(importMs)} importing`]),
      ...(testsMs === undefined ? [] : [`${formatDuration(testsMs)} testing`]),
    ];
    return { name: file, ms, note: notes.join(", ") };
  });
}

function slowest(rows: readonly Row[], noun: string, limit: number, look: Look): string[] {
  if (rows.length === 0) return [];
  const sorted = [...rows].sort((a, b) => b.ms - a.ms || (a.name < b.name ? -1 : 1));
  const most = Math.max(1, sorted[0]!.ms);
  const shown = sorted.slice(0, limit);
  const columns: Column<Row>[] = [
    { title: `slowest ${noun}s`, align: "left", cell: ({ name }) => name, flexible: true },
    { title: "took", align: "right", cell: ({ ms }) => formatDuration(ms) },
    {
      title: "",
      align: "left",
      cell: ({ ms }) => bar(ms / most, 10, look),
      paint: () => paint(look).cyan,
      dispensable: 1,
    },
    { title: "of it", align: "left", cell: ({ note }) => note, paint: () => paint(look).dim, dispensable: 2 },
  ];
  const warm: Column<Row> = {
    title: "warm",
    align: "right",
    cell: ({ warmMs }) => (warmMs === undefined ? "" : formatDuration(warmMs)),
  };
  if (sorted.some(({ warmMs }) => warmMs !== undefined)) columns.splice(2, 0, warm);
  return [...table(columns, shown, look), ...more(sorted.length - shown.length, noun, look)];
}
