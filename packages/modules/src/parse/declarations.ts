import type { Declaration, ExportedSymbol } from "@sixty/model";
import type { Comment, Node, Program } from "oxc-parser";
import { boundNames } from "./bound-names.ts";
import { createLeading } from "./leading.ts";
import { statementIsPure } from "./purity.ts";
import type { ModuleRecord } from "./record.ts";
import { usesOf } from "./uses.ts";

interface Found {
  readonly name: string;
  readonly form: Declaration["form"];
  readonly meaning: Declaration["meaning"];
  readonly statement: Node;
  /** Holds what is used: the declarator alone of several. */
  readonly node: Node;
}

/** Every top-level declaration with its span and what it refers to, and the exports completed from them. */
export function readDetail(
  program: Program,
  comments: readonly Comment[],
  record: ModuleRecord,
  exports: readonly ExportedSymbol[],
  text: string,
): { declarations: Declaration[]; exports: ExportedSymbol[]; sideEffects: boolean } {
  const found = program.body.flatMap((statement) => declaredBy(statement, statement));
  const top = new Set(found.map(({ name }) => name));
  for (const { entries } of record.staticImports)
    for (const { localName } of entries) top.add(localName.value);
  const leading = createLeading(program.body, comments, text);
  const exportedAs = new Map<string, string[]>();
  for (const { name, local } of exports)
    if (local !== undefined) exportedAs.set(local, [...(exportedAs.get(local) ?? []), name]);

  const declarations = found.map(
    ({ name, form, meaning, statement, node }): Declaration => ({
      name,
      form,
      meaning,
      exportedAs: exportedAs.get(name) ?? [],
      start: leading(statement),
      end: statement.end,
      uses: [...usesOf(node, top)].filter((used) => used !== name).sort(),
    }),
  );
  return {
    declarations,
    exports: exports.map((symbol) => complete(symbol, declarations)),
    sideEffects: !program.body.every(statementIsPure),
  };
}

function declaredBy(node: Node, statement: Node): Found[] {
  const one = (id: Node | null, form: Found["form"], meaning: Found["meaning"]): Found[] => {
    const name = id?.type === "Identifier" ? id.name : "default";
    return [{ name, form, meaning, statement, node }];
  };
  switch (node.type) {
    case "ExportNamedDeclaration":
      return node.declaration ? declaredBy(node.declaration, statement) : [];
    case "ExportDefaultDeclaration": {
      const inner = declaredBy(node.declaration, statement);
      return inner.length > 0
        ? inner
        : [{ name: "default", form: "variable", meaning: "value", statement, node }];
    }
    case "VariableDeclaration":
      return node.declarations.flatMap((declarator) =>
        boundNames(declarator.id).map(
          (name): Found => ({ name, form: "variable", meaning: "value", statement, node: declarator }),
        ),
      );
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return one(node.id, "function", "value");
    case "ClassDeclaration":
      return one(node.id, "class", "both");
    case "TSInterfaceDeclaration":
      return one(node.id, "interface", "type");
    case "TSTypeAliasDeclaration":
      return one(node.id, "type", "type");
    case "TSEnumDeclaration":
      return one(node.id, "enum", "both");
    case "TSModuleDeclaration":
      return node.id.type === "Identifier"
        ? one(node.id, "namespace", holdsTypesAlone(node) ? "type" : "both")
        : [];
    case "TSImportEqualsDeclaration":
      return one(node.id, "import", "both");
    default:
      return [];
  }
}

/** A namespace of types alone makes nothing at run time. */
function holdsTypesAlone(node: Extract<Node, { type: "TSModuleDeclaration" }>): boolean {
  const { body } = node;
  if (body?.type !== "TSModuleBlock") return false;
  return body.body.every((statement) => {
    const inner =
      statement.type === "ExportNamedDeclaration" && statement.declaration
        ? statement.declaration
        : statement;
    if (inner.type === "TSModuleDeclaration") return holdsTypesAlone(inner);
    return inner.type === "TSInterfaceDeclaration" || inner.type === "TSTypeAliasDeclaration";
  });
}

/** A name may be declared more than once: overloads, or an interface beside a constant. */
function complete(symbol: ExportedSymbol, declarations: readonly Declaration[]): ExportedSymbol {
  const own = declarations.filter(({ name }) => name === symbol.local);
  if (own.length === 0) return symbol;
  const meanings = new Set(own.map(({ meaning }) => meaning));
  const first = declarations.indexOf(own[0]!);
  const together = own.every((one, index) => declarations[first + index] === one);
  return {
    ...symbol,
    // `export type { C }` of a class passes on its type alone.
    meaning: symbol.meaning === "type" ? "type" : meanings.size > 1 ? "both" : own[0]!.meaning,
    start: own[0]!.start,
    end: together ? own.at(-1)!.end : own[0]!.end,
    uses: [...new Set(own.flatMap(({ uses }) => uses))].sort(),
  };
}
