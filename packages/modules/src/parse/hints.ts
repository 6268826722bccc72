import type { ModuleRecord } from "./record.ts";

/** The start of a comment, behind which anything may stand. */
const COMMENT = "/[/*]";
/** What may stand between a name and what is done with it. */
const AFTER = String.raw`\b[\s)!?]*`;
/** Space and whole comments. */
const GAP = String.raw`(?:\s|/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*)*`;

/** Calls that take modules. */
const REQUIRE = String.raw`\b(?:createR|r)equire${AFTER}(?:[(.<]|${COMMENT})`;
const MOCK = String.raw`\b(?:vi|vitest|jest)${AFTER}(?:${COMMENT}|\.\s*(?:${COMMENT}|(?:\w*(?:[mM]ock|Actual|MockFromModule)|unstable_\w+)\b))`;
/** Paths: every one is built from the file's own, or is a literal given to one of these. */
const OWN_PATH = String.raw`\b__(?:dir|file)name\b`;
const READ = String.raw`\b(?:read(?:File|dir|J)\w*|createReadStream|(?:exists|stat)Sync)${AFTER}\.?\s*(?:<|${COMMENT}|\([\s(]*['"\`/])`;
const MODULE = String.raw`\bmodule\s*(?:['"]|${COMMENT})`;
const IMPORT_CALL = String.raw`\bimport\s*(?:\(|${COMMENT}|\.\s*(?:source|defer|${COMMENT}))`;

const EMPTY_REEXPORT = String.raw`\bexport\b${GAP}(?:type\b${GAP})?\{${GAP}\}${GAP}from\b`;

/** Any of them, so that most texts are looked through once. */
const ANY = [REQUIRE, MOCK, READ, OWN_PATH, EMPTY_REEXPORT, MODULE, IMPORT_CALL].join("|");
const FIRST = new RegExp(ANY);
const EACH = new RegExp(ANY, "g");
const PATH = new RegExp(OWN_PATH);
const COMMON_EXPORTS = /\bexports\b/g;
/** The end of a path or of a member is no keyword. */
const NO_KEYWORD = /[\w$.'"@-]$|(?:^|[^*])\/$/;
/** What bundlers and test runners define on `import.meta` names no file. */
const HARMLESS_META = /\s*\??\.\s*(?:env|hot|vitest)\b/y;

/**
 * Where the tree may hold more about modules than the parser's module record: offsets in ascending order, or
 * `anywhere`, for a path that is built in one place may be used in another. Asked of the text, because the tree costs.
 *
 * A false hit, as in a string, costs time only. There is no false miss but for names that are written with `\u` escapes.
 */
export function findHints(text: string, record: ModuleRecord): readonly number[] | "anywhere" {
  if (record.importMetas.some(({ end }) => !follows(HARMLESS_META, text, end))) return "anywhere";
  const exports = record.hasModuleSyntax ? [] : offsetsOf(COMMON_EXPORTS, text);
  if (!FIRST.test(text)) return exports;
  if (PATH.test(text)) return "anywhere";
  const calls = new Set(record.dynamicImports.map(({ start }) => start));
  const hits = offsetsOf(EACH, text).filter(
    (at) =>
      !calls.has(at) &&
      !(text.startsWith("module", at) && NO_KEYWORD.test(text.slice(Math.max(0, at - 2), at))),
  );
  return [...exports, ...hits].sort((a, b) => a - b);
}

function offsetsOf(pattern: RegExp, text: string): number[] {
  return Array.from(text.matchAll(pattern), ({ index }) => index);
}

function follows(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
