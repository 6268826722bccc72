import type { Waiver } from "@sixty/model";
import { type Look, signs } from "../look.ts";
import { clean } from "../text/clean.ts";
import { formatDuration, formatLimit } from "../text/duration.ts";
import { count } from "../text/number.ts";
import { byUse, paint } from "../text/paint.ts";
import { type Column, table } from "../text/table.ts";
import { more } from "./more.ts";

/** One package in the baseline of a machine class. */
export interface HeldPackage {
  readonly package: string;
  /** In the baseline; absent for a package that it does not know. */
  readonly baselineMs?: number;
  /** What the gate holds it at. */
  readonly limitMs: number;
  /** The loop now, where it was measured. */
  readonly nowMs?: number;
}

export interface RatchetView {
  /** Machine class. */
  readonly machine: string;
  readonly budgetMs: number;
  readonly commit?: string;
  readonly packages: readonly HeldPackage[];
  readonly waivers: readonly Waiver[];
  /** `YYYY-MM-DD`, UTC: a waiver that ended before it is marked. */
  readonly today: string;
}

/** What is held for one machine class: most over the budget first, then the waivers. */
export function renderRatchet(
  view: RatchetView,
  look: Look,
  extra: { readonly limit?: number } = {},
): string {
  const { dim } = paint(look);
  const over = view.packages.filter(({ limitMs }) => limitMs > view.budgetMs);
  const rows = [...view.packages].sort((a, b) => b.limitMs - a.limitMs || (a.package < b.package ? -1 : 1));
  const shown = rows.slice(0, extra.limit ?? rows.length);
  const taken =
    view.commit === undefined ? "" : ` ${signs(look).dot} taken at ${clean(view.commit).slice(0, 9)}`;
  const held = `${count(over.length, "package")} held above the budget of ${formatLimit(view.budgetMs)}`;
  return [
    dim(`${clean(view.machine)}${taken}`),
    `${count(view.packages.length, "package")}, ${held}`,
    "",
    ...table(heldColumns(view, look), shown, look),
    ...more(rows.length - shown.length, "package", look),
    ...(view.waivers.length === 0 ? [] : ["", ...table(waiverColumns(view, look), view.waivers, look)]),
  ].join("\n");
}

/** A limit that came down, or one that is new. */
export interface RatchetChange {
  readonly package: string;
  /** Absent for a package that is new in the baseline. */
  readonly fromMs?: number;
  /** Absent for a package that is gone. */
  readonly toMs?: number;
}

/** What `ratchet tighten` wrote. */
export function renderTightened(
  changes: readonly RatchetChange[],
  look: Look,
  extra: { readonly limit?: number } = {},
): string {
  const { bold, green } = paint(look);
  if (changes.length === 0) return `${green(signs(look).pass)} Nothing to tighten`;
  const shown = changes.slice(0, extra.limit ?? 20);
  const columns: Column<RatchetChange>[] = [
    { title: "package", align: "left", cell: (change) => change.package, flexible: true },
    {
      title: "was",
      align: "right",
      cell: ({ fromMs }) => (fromMs === undefined ? "new" : formatDuration(fromMs)),
    },
    {
      title: "now",
      align: "right",
      cell: ({ toMs }) => (toMs === undefined ? "gone" : formatDuration(toMs)),
    },
    {
      title: "",
      align: "right",
      cell: ({ fromMs, toMs }) =>
        fromMs === undefined || toMs === undefined ? "" : signed(toMs - fromMs, look),
      paint: () => green,
    },
  ];
  return [
    bold(`${count(changes.length, "limit")} changed`),
    "",
    ...table(columns, shown, look),
    ...more(changes.length - shown.length, "limit", look),
  ].join("\n");
}

function signed(ms: number, look: Look): string {
  return ms > 0 ? `+${formatDuration(ms)}` : formatDuration(ms, signs(look).minus);
}

function heldColumns({ budgetMs }: RatchetView, look: Look): Column<HeldPackage>[] {
  const known = (ms: number | undefined) => (ms === undefined ? "" : formatDuration(ms));
  return [
    { title: "package", align: "left", cell: (held) => held.package, flexible: true },
    { title: "baseline", align: "right", cell: ({ baselineMs }) => known(baselineMs), dispensable: 1 },
    {
      title: "held at",
      align: "right",
      cell: ({ limitMs }) => formatDuration(limitMs),
      paint: ({ limitMs }) => (limitMs > budgetMs ? paint(look).yellow : String),
    },
    {
      title: "now",
      align: "right",
      cell: ({ nowMs }) => known(nowMs),
      paint: ({ nowMs, limitMs }) => byUse((nowMs ?? 0) / limitMs, look),
    },
  ];
}

function waiverColumns({ today }: RatchetView, look: Look): Column<Waiver>[] {
  return [
    { title: "waiver", align: "left", cell: (waiver) => waiver.package },
    { title: "ceiling", align: "right", cell: ({ ceilingMs }) => formatDuration(ceilingMs) },
    {
      title: "until",
      align: "left",
      cell: ({ until }) => (until < today ? `${until} (over)` : until),
      paint: ({ until }) => (until < today ? paint(look).red : String),
    },
    { title: "owner", align: "left", cell: ({ owner }) => owner },
    { title: "reason", align: "left", cell: ({ reason }) => reason, flexible: true },
  ];
}
