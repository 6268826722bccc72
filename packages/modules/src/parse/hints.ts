import type { EcmaScriptModule } from "oxc-parser";

/** Text that hints at something that the parser's module record does not tell. False hits cost time only. */
const IN_TEXT =
  /\brequire\b|\b(?:vi|vitest|jest)\s*\.\s*\w*(?:[mM]ock|[aA]ctual)|\bimport\s*\.\s*meta\s*\.\s*(?!env\b|hot\b|vitest\b)|\bnew\s+URL\b|\b__dirname\b|\b__filename\b|\bmodule\s*['"]|\breadFile|\breaddir|\breadJ|\bcreateReadStream/;
const EMPTY_REEXPORT = /\bexport\s*(?:type\s*)?\{\s*\}\s*from/;
/** The same in the tree's text, where comments and the insides of strings no longer match. */
const IN_TREE =
  /"name":"(?:require|module|exports|vi|vitest|jest|URL|__dirname|__filename|createReadStream|read(?:File|dir|J)\w*)"|"type":"(?:MetaProperty|TSImportType|TSExternalModuleReference)"|"type":"TSModuleDeclaration","id":\{"type":"Literal"/;

/** May the tree hold more than the module record? Asked of the text first, which is twenty times shorter. */
export function mayHoldMore(text: string, record: EcmaScriptModule, tree: string): boolean {
  if (EMPTY_REEXPORT.test(text)) return true;
  const hinted =
    IN_TEXT.test(text) ||
    (!record.hasModuleSyntax && /\bexports\b/.test(text)) ||
    (text.match(/\bimport\s*\(/g)?.length ?? 0) > record.dynamicImports.length;
  return hinted && IN_TREE.test(tree);
}
