import type { EcmaScriptModule } from "oxc-parser";

/**
 * Text that hints at something that the parser's module record does not tell, and what the tree's text then holds,
 * where comments and the insides of strings no longer match. False hits cost time only.
 */
const HINTS: readonly (readonly [text: RegExp, tree: RegExp])[] = [
  [/\brequire\b/, /"name":"require"|"type":"TSExternalModuleReference"/],
  [
    /\b(?:vi|vitest|jest)\s*\.\s*(?:\w*[mM]ock\b|\w+Mock\b|\w*Actual\b|\w*MockFromModule\b|unstable_\w+)/,
    /"name":"(?:vi|vitest|jest)"/,
  ],
  [/\bimport\s*\.\s*meta\s*\.\s*(?!env\b|hot\b|vitest\b)/, /"type":"MetaProperty"/],
  [/\b__(?:dir|file)name\b/, /"name":"__(?:dir|file)name"/],
  [/\bmodule\s*['"]/, /"type":"TSModuleDeclaration","id":\{"type":"Literal"/],
  // Only a literal is a path that nothing else in the file hints at. A comment may stand before it.
  [
    /\b(?:read(?:File|dir|J)\w*|createReadStream|(?:exists|stat)Sync)\s*(?:<[^()]*>\s*)?\(\s*['"`/]/,
    /"name":"(?:createReadStream|read(?:File|dir|J)\w*|existsSync|statSync)"/,
  ],
];
const IMPORT_CALL = /\bimport\s*\(/;
const EXPORTS = /\bexports\b/;
const EMPTY_REEXPORT = /\bexport\s*(?:type\s*)?\{\s*\}\s*from/;
/** Any of them, so that most texts are looked through once. */
const ANY = new RegExp(
  [...HINTS.map(([text]) => text), IMPORT_CALL, EXPORTS, EMPTY_REEXPORT]
    .map(({ source }) => source)
    .join("|"),
);

/** May the tree hold more than the module record? Asked of the text first, which is twenty times shorter. */
export function mayHoldMore(text: string, record: EcmaScriptModule, tree: string): boolean {
  if (!ANY.test(text)) return false;
  if (HINTS.some(([inText, inTree]) => inText.test(text) && inTree.test(tree))) return true;
  if (!record.hasModuleSyntax && EXPORTS.test(text) && tree.includes('"name":"exports"')) return true;
  const calls = text.match(new RegExp(IMPORT_CALL, "g"))?.length ?? 0;
  if (calls > record.dynamicImports.length && tree.includes('"type":"TSImportType"')) return true;
  return EMPTY_REEXPORT.test(text);
}
