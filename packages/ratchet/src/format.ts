import type { Baseline, Ratchet, Waiver } from "@sixty/model";
import { byText } from "./text.ts";

/** Writes `sixty.ratchet.json`: one line a package and a waiver, sorted, so that branches merge. */
export function formatRatchet({ schema, machines, waivers }: Ratchet): string {
  const classes = Object.entries(machines).sort(([a], [b]) => byText(a, b));
  return block([
    field("schema", JSON.stringify(schema)),
    field("machines", block(classes.map(([name, baseline]) => field(name, formatBaseline(baseline))))),
    field("waivers", list([...waivers].sort(byTerms).map(formatWaiver))),
  ]).concat("\n");
}

function formatBaseline({ commit, p95Ms, completeMs, packages }: Baseline): string {
  const rows = Object.entries(packages).sort(([a], [b]) => byText(a, b));
  return block([
    ...Object.entries({ commit, p95Ms, completeMs })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => field(name, JSON.stringify(value))),
    field(
      "packages",
      block(rows.map(([name, row]) => field(name, line({ editMs: row.editMs, ownMs: row.ownMs })))),
    ),
  ]);
}

function formatWaiver({ package: name, owner, reason, until, ceilingMs }: Waiver): string {
  return line({ package: name, owner, reason, until, ceilingMs });
}

function byTerms(a: Waiver, b: Waiver): number {
  return byText(a.package, b.package) || byText(a.until, b.until) || byText(formatWaiver(a), formatWaiver(b));
}

function field(name: string, value: string): string {
  return `${JSON.stringify(name)}: ${value}`;
}

function line(value: Readonly<Record<string, string | number>>): string {
  const fields = Object.entries(value).map(([name, one]) => field(name, JSON.stringify(one)));
  return `{ ${fields.join(", ")} }`;
}

function block(fields: readonly string[]): string {
  return fields.length === 0 ? "{}" : `{\n${indent(fields)}\n}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? "[]" : `[\n${indent(items)}\n]`;
}

/** JSON text has no line break inside of a string, so every line may be moved. */
function indent(items: readonly string[]): string {
  return items.join(",\n").replaceAll(/^/gm, "  ");
}
