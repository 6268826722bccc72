import type { ExportedSymbol } from "@sixty/model";
import type { EcmaScriptModule, ParserOptions } from "oxc-parser";
import { readDetail } from "./declarations.ts";
import { dynamicRequests } from "./dynamics.ts";
import type { FileFacts, FileProblem, Request } from "./facts.ts";
import { type Parsed, parseSource } from "./parser.ts";
import { readReferences } from "./references.ts";
import { type Script, scriptsOf } from "./scripts.ts";
import { staticExports, staticRequests } from "./statics.ts";
import { indexLines, type Text } from "./text.ts";
import { readTree } from "./tree.ts";

/** UTF-16 units above which only imports and exports are read: such a file is generated. */
const LARGE = 1_500_000;

/** Text that hints at something that the parser's module record does not tell. False hits cost time only. */
const HINTS =
  /\brequire\b|\b(?:vi|vitest|jest)\s*\.\s*\w*(?:[mM]ock|[aA]ctual)|\bimport\s*\.\s*meta\s*\.\s*(?!env\b|hot\b|vitest\b)|\bnew\s+URL\b|\b__dirname\b|\b__filename\b|\bmodule\s*['"]|\breadFile|\breaddir|\breadJ|\bcreateReadStream|\bexport\s*(?:type\s*)?\{\s*\}\s*from/;

/**
 * Reads what one source file says about modules.
 *
 * @param path decides the dialect; never opened
 * @param detail also read every top-level declaration, which needs the whole syntax tree
 */
export async function parseFile(path: string, text: string, detail: boolean): Promise<FileFacts> {
  const source = indexLines(text);
  const parts = await Promise.all(
    scriptsOf(path, text).map((script) => parseScript(path, script, source, detail)),
  );
  const problems = parts.flatMap((part) => part.problems);
  const details = parts.flatMap((part) => part.detail ?? []);
  return {
    lines: source.lines,
    tokens: Math.ceil(text.length / 4),
    requests: parts.flatMap((part) => part.requests).sort((a, b) => a.start - b.start || a.end - b.end),
    computed: parts.flatMap((part) => part.computed).sort((a, b) => a.start - b.start || a.end - b.end),
    exports: parts.flatMap((part) => part.exports),
    problems,
    callsTests:
      /\b(?:describe|it|test|suite|bench)\s*(?:\.\w+\s*)*(?:<[^>]*>\s*)?\(|\brun(?:<[^>]*>)?\(/.test(text),
    ...(detail && details.length === parts.length
      ? {
          detail: {
            declarations: details.flatMap((one) => one.declarations),
            sideEffects: details.some((one) => one.sideEffects),
          },
        }
      : {}),
  };
}

type ScriptFacts = Omit<FileFacts, "lines" | "tokens" | "callsTests">;

async function parseScript(
  path: string,
  script: Script,
  source: Text,
  detail: boolean,
): Promise<ScriptFacts> {
  const result = await parseLeniently(path, script);
  const fatal = result.errors[0];
  const problems: FileProblem[] = fatal
    ? [{ code: "SYNTAX_ERROR", what: fatal.message, line: source.lineAt(fatal.labels[0]?.start ?? 0) }]
    : [];
  const { record } = result;
  const requests: Request[] = [...staticRequests(record, source), ...readReferences(script, source)];
  const dynamic = dynamicRequests(record, source);
  const large = script.text.length > LARGE;
  if (large)
    problems.push({ code: "LARGE_FILE", what: "Too large to read more of it than its imports and exports" });
  const wanted = !large && (detail || hints(script.text, record));
  if (!wanted)
    return {
      requests: [...requests, ...dynamic.requests],
      computed: dynamic.computed,
      exports: staticExports(record, source),
      problems,
    };
  const program = result.program();
  const tree = readTree(program, source);
  const exports = staticExports(record, source);
  const read =
    detail && !fatal ? readDetail(program, result.comments, record, exports, script.text) : undefined;
  return {
    requests: [
      ...requests,
      ...dynamic.requests.filter((request) => !tree.mocked.has(request.start)),
      ...tree.requests,
    ],
    computed: [...dynamic.computed, ...tree.computed],
    exports: [...(read?.exports ?? exports), ...commonSymbols(record, tree.commonExports)],
    problems,
    ...(read ? { detail: { declarations: read.declarations, sideEffects: read.sideEffects } } : {}),
  };
}

async function parseLeniently(path: string, script: Script): Promise<Parsed> {
  const options: ParserOptions = { lang: script.lang, preserveParens: false };
  const first = await parseSource(path, script.text, options);
  if (first.errors.length === 0) return first;
  // A script may use words that modules keep: `await`, a top-level `return`.
  const second = await parseSource(path, script.text, { ...options, sourceType: "commonjs" });
  return second.errors.length > 0 ? first : second;
}

function hints(text: string, record: EcmaScriptModule): boolean {
  if (HINTS.test(text)) return true;
  if (!record.hasModuleSyntax && /\bexports\b/.test(text)) return true;
  const calls = text.match(/\bimport\s*\(/g)?.length ?? 0;
  return calls > record.dynamicImports.length;
}

function commonSymbols(record: EcmaScriptModule, names: readonly string[]): ExportedSymbol[] {
  return record.hasModuleSyntax ? [] : names.map((name) => ({ name, meaning: "value" }));
}
