import type { Which, WhichCandidate } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count, percent } from "../text/number.ts";
import { byUse, paint } from "../text/paint.ts";
import { type Column, table } from "../text/table.ts";
import { more } from "./more.ts";
import { obstacleLines } from "./obstacles.ts";

/** Which package to split next: the candidates by what they bring, then what stands in the way of each. */
export function renderWhich(which: Which, look: Look): string {
  const { budgetMs, candidates, truncated, unmeasured } = which;
  if (candidates.length === 0) return [nothing(which, look), ...unknown(unmeasured, look)].join("\n");
  const { bold } = paint(look);
  const details = candidates.flatMap((one) => [
    "",
    `${bold(clean(one.package))}  ${verdict(one, budgetMs)}`,
    ...obstacleLines(one.obstacles, { ...look, columns: look.columns - 2 }, 3).map((line) => `  ${line}`),
    `  ${signs(look).arrow} ${clean(one.command)}`,
  ]);
  return [
    ...table(columnsOf(which, look), candidates, look),
    ...(truncated ? [paint(look).dim(`${signs(look).ellipsis} and more, which would save less`)] : []),
    ...details,
    ...unknown(unmeasured, look),
  ].join("\n");
}

function columnsOf({ budgetMs }: Which, look: Look): Column<WhichCandidate>[] {
  const time = (title: string, of: (one: WhichCandidate) => number): Column<WhichCandidate> => ({
    title,
    align: "right",
    cell: (one) => formatDuration(of(one)),
    paint: (one) => byUse(of(one) / budgetMs, look),
  });
  return [
    { title: "package", align: "left", cell: (one) => one.package, flexible: true },
    {
      ...time("after edit", (one) => one.editMs),
      // Nothing takes no time: no stale task of it was ever measured.
      cell: ({ editMs }) => (editMs > 0 ? formatDuration(editMs) : "unknown"),
    },
    {
      ...time("after split", (one) => one.afterMs),
      // A package that stays whole has no split to tell of.
      cell: ({ parts, afterMs }) => (parts > 1 ? formatDuration(afterMs) : ""),
    },
    {
      title: "bound",
      align: "right",
      cell: ({ editMs, boundMs }) => (editMs > 0 ? formatDuration(boundMs) : ""),
      dispensable: 2,
    },
    {
      title: "saved an edit",
      align: "right",
      cell: ({ parts, savedPerEditMs }) => (parts > 1 ? formatDuration(savedPerEditMs) : ""),
    },
    { title: "edits", align: "right", cell: (one) => percent(one.editShare), dispensable: 1 },
    { title: "parts", align: "right", cell: ({ parts }) => (parts > 1 ? String(parts) : "") },
  ];
}

function verdict(
  { parts, meets, p95AfterMs, afterMs, editMs, boundMs }: WhichCandidate,
  budgetMs: number,
): string {
  if (parts < 2)
    return boundMs < 0.9 * editMs
      ? `no split of it that was found saves a tenth; none can come below ${formatDuration(boundMs)}`
      : "no split of it helps";
  const p95 = `p95 ${formatDuration(p95AfterMs)}`;
  if (meets) return `${count(parts, "part")}, ${p95}: within ${formatLimit(budgetMs)}`;
  const best = boundMs > budgetMs ? `; no split of its files comes below ${formatDuration(boundMs)}` : "";
  return `${count(parts, "part")}, ${formatDuration(afterMs)} an edit, ${p95}: better, still over ${formatLimit(budgetMs)}${best}`;
}

function nothing({ budgetMs, unmeasured }: Which, look: Look): string {
  const { green } = paint(look);
  const known = unmeasured.length > 0 ? "every measured package" : "every package";
  return green(
    `${signs(look).pass} The loop after an edit of ${known} is within ${formatLimit(budgetMs)}: nothing to split`,
  );
}

function unknown(names: readonly string[], look: Look): string[] {
  if (names.length === 0) return [];
  return [
    "",
    paint(look).yellow(`${count(names.length, "package")} with a task that was never measured:`),
    ...names.slice(0, 5).map((name) => `  ${clean(name)}`),
    ...more(names.length - 5, "package", look),
    `${signs(look).arrow} sixty measure --missing`,
  ];
}
