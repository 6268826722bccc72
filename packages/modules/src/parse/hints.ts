import type { ModuleRecord } from "./record.ts";

/** The start of a comment, behind which anything may stand. */
const COMMENT = "/[/*]";
/** What may stand between a name and what is done with it. */
const AFTER = String.raw`\b[\s)!?]*`;
/** Space and whole comments. */
const GAP = String.raw`(?:\s|/\*[\s\S]*?\*/|//[^\n]*)*`;

/** Calls that take modules. */
const REQUIRE = String.raw`\b(?:createR|r)equire${AFTER}(?:[(.<]|${COMMENT})`;
const MOCK = String.raw`\b(?:vi|vitest|jest)${AFTER}(?:${COMMENT}|\.\s*(?:${COMMENT}|(?:\w*(?:[mM]ock|Actual|MockFromModule)|unstable_\w+)\b))`;
/** Paths: every one is built from the file's own, or is a literal given to one of these. */
const OWN_PATH = String.raw`\b__(?:dir|file)name\b`;
const READ = String.raw`\b(?:read(?:File|dir|J)\w*|createReadStream|(?:exists|stat)Sync)${AFTER}\.?\s*(?:<|${COMMENT}|\([\s(]*['"\`/])`;
const MODULE = String.raw`\bmodule\s*(?:['"]|${COMMENT})`;
const IMPORT_CALL = String.raw`\bimport\s*(?:\(|${COMMENT}|\.\s*(?:source|defer|${COMMENT}))`;

const EMPTY_REEXPORT = String.raw`\bexport\b${GAP}(?:type\b${GAP})?\{${GAP}\}${GAP}from\b`;

const SURE = new RegExp([REQUIRE, MOCK, OWN_PATH, READ, EMPTY_REEXPORT].join("|"));
/** The end of a path or of a member is no keyword. */
const DECLARED_MODULE = new RegExp(String.raw`(?<![\w$.'"@-]|(?<!\*)/)${MODULE}`);
const IMPORT_CALLS = new RegExp(IMPORT_CALL, "g");
/** Any of them, so that most texts are looked through once. */
const ANY = new RegExp([SURE.source, MODULE, IMPORT_CALL].join("|"));
const COMMON_EXPORTS = /\bexports\b/;
/** What bundlers and test runners define on `import.meta` names no file. */
const HARMLESS_META = /\s*\??\.\s*(?:env|hot|vitest)\b/y;

/**
 * May the tree hold more about modules than the parser's module record? Asked of the text, because the tree costs.
 *
 * A false yes, as for a word in a string, costs time only. There is no false no but for names that are written with
 * `\u` escapes.
 */
export function mayHoldMore(text: string, record: ModuleRecord): boolean {
  const { importMetas, hasModuleSyntax, dynamicImports } = record;
  if (importMetas.some(({ end }) => !follows(HARMLESS_META, text, end))) return true;
  if (!hasModuleSyntax && COMMON_EXPORTS.test(text)) return true;
  if (!ANY.test(text)) return false;
  if (SURE.test(text) || DECLARED_MODULE.test(text)) return true;
  return (text.match(IMPORT_CALLS)?.length ?? 0) > dynamicImports.length;
}

function follows(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
