import type { ModuleEdge } from "@sixty/model";
import { clause } from "../barrel-text.ts";
import { applyEdits, type TextEdit } from "../changeset.ts";
import { byName } from "../paths.ts";
import { lineEnding } from "../text.ts";
import type { LeafImport } from "./leaf.ts";
import { leaves, type Source } from "./read.ts";

export interface LeafContext {
  /** Specifier from the leaf to a file that a name came from. */
  specifierTo(edge: ModuleEdge): string;
}

/** The text of a new leaf: its imports, then the declarations as they were written, each exported. */
export function leafText(
  members: readonly Source[],
  imports: readonly LeafImport[],
  context: LeafContext,
): string {
  const like = members[0]!.text;
  const { quote, end } = styleOf(like);
  const bySpecifier = new Map<string, LeafImport[]>();
  for (const name of imports) {
    const specifier = name.edge ? context.specifierTo(name.edge) : name.specifier;
    bySpecifier.set(specifier, [...(bySpecifier.get(specifier) ?? []), name]);
  }
  const lines: string[] = [];
  for (const [specifier, names] of [...bySpecifier].sort((a, b) => byName(a[0], b[0]))) {
    const from = `from ${quote}${specifier}${quote}${end}`;
    for (const name of names)
      if (name.form === "default") lines.push(`import type ${name.local} ${from}`);
      else if (name.form === "namespace") lines.push(`import type * as ${name.local} ${from}`);
    const named = names.filter((name) => name.form === "named").sort((a, b) => byName(a.local, b.local));
    if (named.length > 0) lines.push(`${clause("import type", named.map(printName))} ${from}`);
  }
  const bodies = members.flatMap((source) =>
    source.leaving.map((d) => body(source, d.start, d.end, context)),
  );
  const head = lines.length > 0 ? [lines.join("\n")] : [];
  return `${[...head, ...bodies].join("\n\n")}\n`.replaceAll("\r\n", "\n").replaceAll("\n", lineEnding(like));
}

/** Edits that take the declarations out and leave their old path valid. */
export function sourceEdits(source: Source, specifier: string): TextEdit[] {
  const { text, leaving, names } = source;
  const { quote, end } = styleOf(text);
  const eol = lineEnding(text);
  const from = `from ${quote}${specifier}${quote}${end}`;
  const inline = leaving.filter((d) => isInline(text, d.start, d.end)).map((d) => d.name);
  const left = remaining(source);
  const needed = [...names].filter((name) => mentions(left, name)).sort(byName);
  const edits: TextEdit[] = leaving.map((d, at) => {
    const passedOn =
      at === 0 && inline.length > 0
        ? `${clause("export type", [...new Set(inline)].sort(byName))} ${from}`
        : "";
    return {
      start: d.start,
      end: passedOn ? d.end : afterLine(text, d.end),
      text: passedOn.replaceAll("\n", eol),
    };
  });
  if (needed.length > 0) {
    const last = source.statements.filter((statement) => statement.keyword === "import").at(-1);
    const line = `${clause("import type", needed)} ${from}`.replaceAll("\n", eol);
    const at = last ? last.end : text.startsWith("\uFEFF") ? 1 : 0;
    edits.push({ start: at, end: at, text: last ? `${eol}${line}` : `${line}${eol}` });
  }
  return edits;
}

/** Names of imports that only the declarations that left had a use for. */
export function deadImports(source: Source): Set<string> {
  const left = remaining(source);
  const used = new Set(source.leaving.flatMap((d) => d.uses));
  const imported = source.statements
    .filter((s) => s.keyword === "import")
    .flatMap((s) => s.names.map((n) => n.local));
  return new Set(imported.filter((name) => used.has(name) && !mentions(left, name)));
}

/** The text without imports and without what leaves; names in comments count as uses, which only keeps an import. */
function remaining({ text, leaving, statements }: Source): string {
  const gone = [...leaving, ...statements.filter((statement) => statement.keyword === "import")];
  return applyEdits(
    text,
    gone.map(({ start, end }) => ({ start, end, text: " " })),
  );
}

function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/[\w$]/.test(text[at - 1] ?? " ") && !/[\w$]/.test(text[at + name.length] ?? " ")) return true;
  return false;
}

function body(source: Source, start: number, end: number, context: LeafContext): string {
  const inner = [...source.edges.values()]
    .filter(
      (edge) =>
        edge.start >= start && edge.start < end && leaves(source, edge.start) && edge.kind !== "sibling",
    )
    .map((edge) => ({
      start: edge.start - start,
      end: edge.start - start + edge.specifier.length,
      text: context.specifierTo(edge),
    }));
  const text = applyEdits(source.text.slice(start, end), inner);
  const at = keywordAt(text);
  return text.startsWith("export", at) ? text : `${text.slice(0, at)}export ${text.slice(at)}`;
}

function isInline(text: string, start: number, end: number): boolean {
  const declaration = text.slice(start, end);
  return declaration.startsWith("export", keywordAt(declaration));
}

/** Where a declaration begins, after the comments that lead it. */
function keywordAt(text: string): number {
  return /^(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*/.exec(text)![0].length;
}

function afterLine(text: string, end: number): number {
  const rest = /^[ \t;]*\r?\n(?:[ \t]*\r?\n)?/.exec(text.slice(end));
  return end + (rest?.[0].length ?? 0);
}

function printName({ imported, local }: LeafImport): string {
  return imported === local ? imported : `${imported} as ${local}`;
}

function styleOf(text: string): { quote: string; end: string } {
  const [, quote, end] = /\bfrom\s*(["'])[^"'\n]*["'](;?)/.exec(text) ?? [];
  return {
    quote: quote ?? (text.split("'").length > text.split('"').length ? "'" : '"'),
    end: quote ? (end ?? "") : ";",
  };
}
