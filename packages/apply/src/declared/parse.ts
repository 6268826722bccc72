import { parseSync } from "oxc-parser";

/** What a name means to whoever imports it. */
export type Meaning = "value" | "type" | "both";

/** Where an exported name comes from: this file, or another one by the name it has there (`*`: all of it). */
export type Export =
  | { readonly meaning: Meaning }
  | { readonly from: string; readonly name: string; readonly typeOnly: boolean };

/** A declaration file, as far as importers see it. */
export interface Declared {
  /** By exported name; several where declarations merge. */
  readonly exports: ReadonlyMap<string, readonly Export[]>;
  readonly stars: readonly { readonly from: string; readonly typeOnly: boolean }[];
  /** Every module that the file names. */
  readonly specifiers: ReadonlySet<string>;
}

type Body = ReturnType<typeof parseSync>["program"]["body"];
type Statement = Body[number];

/** Reads a declaration file (or a source file alike) without following anything. */
export function parseDeclared(path: string, text: string): Declared {
  const { program, module } = parseSync(path, text);
  const locals = new Map<string, Export[]>();
  const exports = new Map<string, Export[]>();
  const stars: { from: string; typeOnly: boolean }[] = [];
  const add = (to: Map<string, Export[]>, name: string, one: Export) =>
    void to.set(name, [...(to.get(name) ?? []), one]);
  for (const statement of program.body) {
    for (const [name, meaning] of declaredBy(statement)) add(locals, name, { meaning });
    if (statement.type === "ImportDeclaration")
      for (const one of statement.specifiers)
        add(locals, one.local.name, {
          from: statement.source.value,
          name:
            one.type === "ImportSpecifier"
              ? nameOf(one.imported)
              : one.type === "ImportDefaultSpecifier"
                ? "default"
                : "*",
          typeOnly:
            statement.importKind === "type" || (one.type === "ImportSpecifier" && one.importKind === "type"),
        });
  }
  for (const statement of program.body) {
    if (statement.type === "ExportAllDeclaration") {
      const { value: from } = statement.source;
      const typeOnly = statement.exportKind === "type";
      if (statement.exported) add(exports, nameOf(statement.exported), { from, name: "*", typeOnly });
      else stars.push({ from, typeOnly });
    } else if (statement.type === "ExportDefaultDeclaration") {
      const { declaration } = statement;
      const known = declaration.type === "Identifier" ? locals.get(declaration.name) : undefined;
      for (const one of known ?? [{ meaning: meaningOf(declaration.type) ?? "value" } as const])
        add(exports, "default", one);
    } else if (statement.type === "TSExportAssignment") add(exports, "=", { meaning: "value" });
    else if (statement.type === "ExportNamedDeclaration") {
      for (const [name, meaning] of declaredBy(statement)) add(exports, name, { meaning });
      for (const one of statement.specifiers) {
        const typeOnly = statement.exportKind === "type" || one.exportKind === "type";
        const name = nameOf(one.exported);
        const from = statement.source?.value;
        if (from !== undefined) add(exports, name, { from, name: nameOf(one.local), typeOnly });
        else
          for (const local of locals.get(nameOf(one.local)) ?? [])
            add(exports, name, typeOnly ? asType(local) : local);
      }
    }
  }
  const specifiers = new Set([
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) =>
      one.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...[...text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)].map((match) => match[1]!),
  ]);
  return { exports, stars, specifiers };
}

function asType(one: Export): Export {
  return "meaning" in one ? { meaning: "type" } : { ...one, typeOnly: true };
}

/** Names that a statement declares at the top level, with what they mean. */
function declaredBy(statement: Statement): [string, Meaning][] {
  const inner =
    statement.type === "ExportNamedDeclaration" && statement.declaration ? statement.declaration : statement;
  if (inner.type === "VariableDeclaration")
    return inner.declarations.flatMap(({ id }): [string, Meaning][] =>
      id.type === "Identifier" ? [[id.name, "value"]] : [],
    );
  const meaning = inner.type === "TSModuleDeclaration" ? namespaceMeaning(inner) : meaningOf(inner.type);
  const id = "id" in inner ? inner.id : undefined;
  return meaning && id?.type === "Identifier" ? [[id.name, meaning]] : [];
}

function meaningOf(type: string): Meaning | undefined {
  if (/^(TSDeclareFunction|FunctionDeclaration)$/.test(type)) return "value";
  if (/^(ClassDeclaration|TSEnumDeclaration|TSImportEqualsDeclaration)$/.test(type)) return "both";
  return /^(TSInterfaceDeclaration|TSTypeAliasDeclaration)$/.test(type) ? "type" : undefined;
}

/** A namespace of types alone is a type. */
function namespaceMeaning(node: Extract<Statement, { type: "TSModuleDeclaration" }>): Meaning {
  const body: readonly Statement[] = node.body?.type === "TSModuleBlock" ? (node.body.body as Body) : [];
  const holdsValue = body.some(
    (one) =>
      (one.type === "ExportNamedDeclaration" && one.specifiers.length > 0) ||
      declaredBy(one).some(([, meaning]) => meaning !== "type"),
  );
  return holdsValue ? "value" : "type";
}

function nameOf(node: { type: string; name?: string; value?: unknown }): string {
  return node.name ?? String(node.value);
}
