// Names the untyped modules for every package that compiles this file.
/// <reference path="./bindings.d.ts" />
import type { Comment, OxcError, ParserOptions, Program } from "oxc-parser";
import { parseSync } from "oxc-parser/src-js/bindings.js";
import { parseRaw } from "./raw-parser.ts";
import type { ModuleRecord } from "./record.ts";

export interface Parsed {
  readonly record: ModuleRecord;
  readonly errors: readonly OxcError[];
  readonly comments: readonly Comment[];
  /** Makes the tree: that costs three times the parsing. */
  program(): Program;
  /** As `program`, perhaps of the statements alone that hold some offsets; undefined when these lie in comments. */
  part(offsets: readonly number[]): Program | undefined;
}

/**
 * Parses on this thread: the parser's own asynchronous form costs more on the calling thread than the parsing itself.
 * What it returns must be read before the next text is parsed.
 */
export function parseSource(path: string, text: string, options: ParserOptions): Parsed {
  return parseRaw(path, text, options) ?? parseToJson(path, text, options);
}

/**
 * The parser hands the whole tree over as JSON, some twenty times the source. It lies outside of the collected heap
 * until it is read or the result is collected, so that a large workspace would hold all of it at once. Taking it,
 * needed or not, leaves it to the collector: a fifth of the memory for a twentieth of the time.
 */
export function parseToJson(path: string, text: string, options: ParserOptions): Parsed {
  const raw = parseSync(path, text, { ...options, astType: "ts" });
  const tree = raw.program;
  const program = () => (JSON.parse(tree) as { node: Program }).node;
  return {
    record: raw.module,
    errors: raw.errors.filter((error) => error.severity === "Error"),
    get comments() {
      return raw.comments;
    },
    program,
    part: (offsets) => (offsets.length > 0 ? program() : undefined),
  };
}
