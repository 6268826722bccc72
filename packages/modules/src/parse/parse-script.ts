import type { ExportedSymbol } from "@sixty/model";
import type { OxcError, ParserOptions } from "oxc-parser";
import { readDetail } from "./declarations.ts";
import { dynamicRequests } from "./dynamics.ts";
import type { FileFacts, FileProblem, Request } from "./facts.ts";
import { findHints } from "./hints.ts";
import { type Parsed, parseSource } from "./parser.ts";
import type { ModuleRecord } from "./record.ts";
import { readReferences } from "./references.ts";
import type { Script } from "./scripts.ts";
import { staticExports, staticRequests } from "./statics.ts";
import type { Text } from "./text.ts";
import { readTree, type TreeFacts } from "./tree.ts";

/** UTF-16 units above which only imports and exports are read: such a file is generated. */
const LARGE = 1_500_000;
const NOTHING: TreeFacts = { requests: [], computed: [], mocked: new Set(), commonExports: [] };

export type ScriptFacts = Omit<FileFacts, "lines" | "tokens" | "callsTests">;

/** Reads one script. The syntax tree is made only where something asks for it: that is what costs. */
export function parseScript(path: string, script: Script, source: Text, detail: boolean): ScriptFacts {
  const { text } = script;
  const { result, fatal } = parseLeniently(path, script);
  const { record } = result;
  const large = text.length > LARGE;
  const hints = large ? [] : findHints(text, record);
  const describe = !large && detail && !fatal;
  const program = describe || hints === "anywhere" ? result.program() : result.part(hints);

  const statics: Request[] = [...staticRequests(record, source), ...readReferences(script, source)];
  const dynamic = dynamicRequests(record, source);
  const known = hints === "anywhere" ? undefined : hints;
  const tree = program && hints.length > 0 ? readTree(program, source, known) : NOTHING;
  const exports = [...staticExports(record, source), ...commonSymbols(record, tree.commonExports)];
  const read = describe && program ? readDetail(program, result.comments, record, exports, text) : undefined;
  const calls = dynamic.requests.filter((request) => !tree.mocked.has(request.start));
  return {
    requests: [...statics, ...calls, ...tree.requests],
    computed: [...dynamic.computed, ...tree.computed],
    exports: read?.exports ?? exports,
    problems: problemsOf(fatal, source, large),
    ...(read ? { detail: { declarations: read.declarations, sideEffects: read.sideEffects } } : {}),
  };
}

/** The result is what was parsed last: the parser's memory holds no other. `fatal` is why it has no statement. */
function parseLeniently(path: string, script: Script): { result: Parsed; fatal?: OxcError } {
  const options: ParserOptions = { lang: script.lang, preserveParens: false };
  const parse = (more?: ParserOptions) => parseSource(path, script.text, { ...options, ...more });
  const first = parse();
  const fatal = fatalIn(first);
  if (!fatal) return { result: first };
  // A script may use words that modules keep: `await`, say.
  const second = parse({ sourceType: "commonjs" });
  return fatalIn(second) ? { result: parse(), fatal } : { result: second };
}

/** A mistake that the parser gets over (a modifier where none belongs) hides no import; else it gives no statement. */
function fatalIn(parsed: Parsed): OxcError | undefined {
  const [error] = parsed.errors;
  return error && parsed.program().body.length === 0 ? error : undefined;
}

function problemsOf(fatal: OxcError | undefined, source: Text, large: boolean): FileProblem[] {
  const problems: FileProblem[] = [];
  if (fatal)
    problems.push({
      code: "SYNTAX_ERROR",
      what: fatal.message,
      line: source.lineAt(fatal.labels[0]?.start ?? 0),
    });
  if (large)
    problems.push({ code: "LARGE_FILE", what: "Too large to read more of it than its imports and exports" });
  return problems;
}

function commonSymbols(record: ModuleRecord, names: readonly string[]): ExportedSymbol[] {
  return record.hasModuleSyntax ? [] : names.map((name) => ({ name, meaning: "value" }));
}
