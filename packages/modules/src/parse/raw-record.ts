import type { ModuleRecord, Named, NameSpan, Span, StaticExportEntry, StaticImport } from "./record.ts";

/** Memory that the parser wrote into, and the source that lies in it. */
export interface RawMemory {
  readonly uint8: Buffer;
  readonly int32: Int32Array;
  readonly text: string;
  /** Offset of the source's first byte. */
  readonly source: number;
  /** All of the source is ASCII: one byte, one unit of `text`. */
  readonly ascii: boolean;
}

const IMPORTED = ["Name", "NamespaceObject", "Default"];
const REEXPORTED = ["Name", "All", "AllButDefault", "None"];
const EXPORTED = ["Name", "Default", "None"];
/** Units up to which a piece of a string is copied; a longer one would keep the whole string in memory. */
const COPIED = 12;

/**
 * Reads the module record at a position, in the layout that `oxc-parser/src-js/generated/deserialize/ts.js` reads.
 * That reads the syntax tree, too, which is a hundred times as large.
 */
export function readRecord(from: RawMemory, at: number): ModuleRecord {
  return {
    staticImports: list(from, at, 56, importAt),
    staticExports: list(from, at + 24, 32, (_, one) => ({
      ...span(from, one),
      entries: list(from, one + 8, 144, exportEntryAt),
    })),
    dynamicImports: list(from, at + 48, 16, (_, one) => ({
      ...span(from, one),
      moduleRequest: span(from, one + 8),
    })),
    importMetas: list(from, at + 72, 8, span),
    hasModuleSyntax: from.uint8[at + 96] === 1,
  };
}

function importAt(from: RawMemory, at: number): StaticImport {
  const entries = list(from, at + 32, 96, (_, one) => ({
    importName: named(from, one + 32, IMPORTED),
    localName: nameSpan(from, one + 64),
    isType: from.uint8[one + 88] === 1,
  }));
  return { ...span(from, at), moduleRequest: nameSpan(from, at + 8), entries };
}

function exportEntryAt(from: RawMemory, at: number): StaticExportEntry {
  const localName = named(from, at + 104, EXPORTED);
  const from64 = (at + 24) >> 2;
  const without = from.int32[from64] === 0 && from.int32[from64 + 1] === 0;
  return {
    ...span(from, at),
    moduleRequest: without ? null : nameSpan(from, at + 16),
    importName: named(from, at + 40, REEXPORTED),
    exportName: named(from, at + 72, EXPORTED),
    // Of a default export the local name is told, too.
    localName: localName.kind === "Default" ? { ...localName, name: string(from, at + 120) } : localName,
    isType: from.uint8[at + 136] === 1,
  };
}

function named(from: RawMemory, at: number, kinds: readonly string[]): Named {
  const kind = kinds[from.uint8[at]!];
  if (kind === undefined) throw new Error(`The parser's memory has another layout: kind ${from.uint8[at]}`);
  return { kind, name: kind === "Name" ? string(from, at + 16) : null };
}

function nameSpan(from: RawMemory, at: number): NameSpan {
  return { ...span(from, at), value: string(from, at + 8) };
}

function span({ int32 }: RawMemory, at: number): Span {
  return { start: int32[at >> 2]!, end: int32[(at >> 2) + 1]! };
}

function string({ uint8, int32, text, source, ascii }: RawMemory, at: number): string {
  const start = int32[at >> 2]!;
  const length = int32[(at >> 2) + 2]!;
  if (ascii && start >= source && length <= COPIED)
    return text.slice(start - source, start - source + length);
  return uint8.toString("utf8", start, start + length);
}

function list<T>(
  from: RawMemory,
  at: number,
  size: number,
  read: (from: RawMemory, at: number) => T,
): readonly T[] {
  const first = from.int32[at >> 2]!;
  const length = from.int32[(at >> 2) + 2]!;
  const items: T[] = [];
  for (let index = 0; index < length; index++) items.push(read(from, first + index * size));
  return items;
}
