import type { ExportedSymbol, TakenName } from "@sixty/model";

import type { Request } from "./facts.ts";
import { namespaceNames } from "./namespace-names.ts";
import type { ModuleRecord, StaticExport, StaticExportEntry, StaticImport } from "./record.ts";
import type { Text } from "./text.ts";

/** Static imports and re-exports, from the parser's module record: no syntax tree is needed. */
export function staticRequests(record: ModuleRecord, source: Text): Request[] {
  const reexports = localReexports(record.staticExports, source.text);
  return [
    ...record.staticImports.map((statement) => importRequest(statement, source, reexports)),
    ...record.staticExports.flatMap((statement) => reexportRequest(statement, source) ?? []),
  ];
}

/** Names that the file exports. Meaning and span are what the statement shows. */
export function staticExports(record: ModuleRecord, source: Text): ExportedSymbol[] {
  return record.staticExports.flatMap((statement) =>
    statement.entries.flatMap((entry) => exportedSymbol(entry, statement, source.text) ?? []),
  );
}

function importRequest(
  statement: StaticImport,
  source: Text,
  reexports: ReadonlyMap<string, readonly string[]>,
): Request {
  const typeWhole = /^import\s+type\s*(?:[{*]|[\w$]+\s*(?:,|from\b))/.test(
    source.text.slice(statement.start, statement.start + 400),
  );
  const names = statement.entries.flatMap((entry): TakenName[] => {
    const local = entry.localName.value;
    const typeOnly = entry.isType;
    const again = reexports.get(local) ?? [];
    if (entry.importName.kind === "NamespaceObject" && again.length === 0)
      return namespaceNames(source.text, local, statement).map((imported) =>
        imported === "*" ? { imported, local, typeOnly } : { imported, local, typeOnly, member: true },
      );
    const imported =
      entry.importName.kind === "Default"
        ? "default"
        : entry.importName.kind === "NamespaceObject"
          ? "*"
          : (entry.importName.name ?? "default");
    if (again.length === 0) return [{ imported, local, typeOnly }];
    return again.map((reexportedAs) => ({ imported, local, typeOnly, reexportedAs }));
  });
  const kind =
    names.length === 0
      ? typeWhole
        ? "type"
        : "side-effect"
      : names.every((name) => name.typeOnly)
        ? "type"
        : "value";
  return { kind, ...quoted(statement.moduleRequest, source), names };
}

function reexportRequest(statement: StaticExport, source: Text): Request | undefined {
  const first = statement.entries.find((entry) => isDirect(entry, statement));
  if (!first?.moduleRequest) return undefined;
  const names = statement.entries.map((entry): TakenName => {
    const whole = entry.importName.kind === "AllButDefault";
    const imported = whole || entry.importName.kind === "All" ? "*" : (entry.importName.name ?? "default");
    const reexportedAs = whole ? "*" : exportName(entry);
    return { imported, local: reexportedAs, typeOnly: entry.isType, reexportedAs };
  });
  const kind = names.every((name) => name.typeOnly) ? "type" : "value";
  return { kind, ...quoted(first.moduleRequest, source), names };
}

function quoted(span: { value: string; start: number; end: number }, source: Text) {
  const start = span.start + 1;
  return { specifier: span.value, start, end: span.end - 1, line: source.lineAt(start) };
}

/** The parser files `export { a }` of an imported `a` under the statement of the import: such an entry lies outside of it. */
function isDirect(entry: StaticExportEntry, statement: StaticExport): boolean {
  return entry.moduleRequest !== null && entry.start >= statement.start && entry.end <= statement.end;
}

/** Local names of `export { a, a as b }` without a source: the file may pass on what it imports. */
function localReexports(statements: readonly StaticExport[], text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const statement of statements)
    for (const entry of statement.entries) {
      if (isDirect(entry, statement)) continue;
      const local = entry.moduleRequest
        ? /^(?:type\s+)?([\p{ID_Continue}$]+)/u.exec(text.slice(entry.start, entry.end))?.[1]
        : entry.localName.name;
      if (!local) continue;
      const under = found.get(local);
      if (under) under.push(exportName(entry));
      else found.set(local, [exportName(entry)]);
    }
  return found;
}

function exportName(entry: StaticExportEntry): string {
  return entry.exportName.kind === "Default" ? "default" : (entry.exportName.name ?? "default");
}

function exportedSymbol(
  entry: StaticExportEntry,
  statement: StaticExport,
  text: string,
): ExportedSymbol | undefined {
  if (entry.exportName.kind === "None") return undefined;
  const name = exportName(entry);
  if (entry.moduleRequest) return { name, meaning: entry.isType ? "type" : "unknown" };
  const local = entry.localName.kind === "Name" && entry.localName.name ? entry.localName.name : "default";
  const head = text.slice(statement.start, statement.start + 80);
  if (/^export\s*(?:type\s*)?\{/.test(head))
    return { name, local, meaning: entry.isType ? "type" : "unknown" };
  return { name, local, meaning: meaningOf(head), start: statement.start, end: statement.end };
}

/** `export const x` begins with its meaning: no need for the tree. */
function meaningOf(head: string): ExportedSymbol["meaning"] {
  const word = /^export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:const\s+(?=enum))?([a-z]+)/.exec(
    head,
  )?.[1];
  if (word === "interface") return "type";
  if (word === "type") return /^export\s+(?:declare\s+)?type\s+[\w$]/.test(head) ? "type" : "value";
  return word === "class" || word === "enum" || word === "namespace" || word === "module" ? "both" : "value";
}
