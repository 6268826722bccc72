// Names the untyped module for every package that compiles this file.
/// <reference path="./bindings.d.ts" />
import type { Comment, EcmaScriptModule, OxcError, ParserOptions, Program } from "oxc-parser";
import { parseSync } from "oxc-parser/src-js/bindings.js";

export interface Parsed {
  readonly record: EcmaScriptModule;
  readonly errors: readonly OxcError[];
  readonly comments: readonly Comment[];
  /** The tree as text. */
  readonly tree: string;
  /** The tree. */
  program(): Program;
}

/**
 * Parses on this thread: the parser's own asynchronous form costs more on the calling thread than the parsing itself.
 *
 * The tree's text, some twenty times the source, lies outside of the collected heap until it is read or the result
 * is collected, so that a large workspace would hold all of it at once. Taking it, needed or not, leaves it to the
 * collector: a fifth of the memory for a twentieth of the time.
 */
export function parseSource(path: string, text: string, options: ParserOptions): Parsed {
  const raw = parseSync(path, text, options);
  const tree = raw.program;
  return {
    tree,
    record: raw.module,
    errors: raw.errors.filter((error) => error.severity === "Error"),
    get comments() {
      return raw.comments;
    },
    program: () => (JSON.parse(tree) as { node: Program }).node,
  };
}
