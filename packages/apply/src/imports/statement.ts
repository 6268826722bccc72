import { parseSync } from "oxc-parser";
import { clause } from "../barrel-text.ts";
import type { TextEdit } from "../changeset.ts";
import { byName } from "../paths.ts";
import { lineEnding } from "../text.ts";

/** Where one name of a statement goes: another specifier, perhaps under another name there. */
export interface Destination {
  readonly specifier: string;
  readonly imported: string;
}

/** `undefined` keeps a name where it is. `imported` is `*` for a namespace or `export *`. */
export type Choose = (taken: { imported: string; local: string }) => Destination | "drop" | undefined;

/** An `import … from` or `export … from`, ready to be taken apart. */
export interface Statement {
  readonly keyword: "import" | "export";
  readonly typeOnly: boolean;
  readonly start: number;
  readonly end: number;
  /** Offsets inside the quotes. */
  readonly source: { readonly start: number; readonly end: number; readonly value: string };
  readonly names: readonly Name[];
}

interface Name {
  readonly form: "named" | "default" | "namespace" | "star";
  readonly imported: string;
  /** Bound name of an import, exported name of an export. */
  readonly local: string;
  readonly typeOnly: boolean;
  readonly start: number;
  readonly end: number;
}

/** The static imports and re-exports of a file, in order. */
export function statementsOf(path: string, text: string): Statement[] {
  const { program } = parseSync(path, text, { preserveParens: false });
  const statements: Statement[] = [];
  for (const node of program.body) {
    if (node.type === "ImportDeclaration") {
      statements.push({
        keyword: "import",
        typeOnly: node.importKind === "type",
        start: node.start,
        end: node.end,
        source: { start: node.source.start + 1, end: node.source.end - 1, value: node.source.value },
        names: node.specifiers.map((name): Name => {
          const span = { start: name.start, end: name.end, local: name.local.name };
          if (name.type === "ImportDefaultSpecifier")
            return { ...span, form: "default", imported: "default", typeOnly: false };
          if (name.type === "ImportNamespaceSpecifier")
            return { ...span, form: "namespace", imported: "*", typeOnly: false };
          return {
            ...span,
            form: "named",
            imported: nameOf(name.imported),
            typeOnly: name.importKind === "type",
          };
        }),
      });
    } else if (node.type === "ExportNamedDeclaration" && node.source) {
      statements.push({
        keyword: "export",
        typeOnly: node.exportKind === "type",
        start: node.start,
        end: node.end,
        source: { start: node.source.start + 1, end: node.source.end - 1, value: node.source.value },
        names: node.specifiers.map((name) => ({
          form: "named",
          imported: nameOf(name.local),
          local: nameOf(name.exported),
          typeOnly: name.exportKind === "type",
          start: name.start,
          end: name.end,
        })),
      });
    } else if (node.type === "ExportAllDeclaration") {
      statements.push({
        keyword: "export",
        typeOnly: node.exportKind === "type",
        start: node.start,
        end: node.end,
        source: { start: node.source.start + 1, end: node.source.end - 1, value: node.source.value },
        names: [
          {
            form: node.exported ? "namespace" : "star",
            imported: "*",
            local: node.exported ? nameOf(node.exported) : "*",
            typeOnly: false,
            start: node.start,
            end: node.end,
          },
        ],
      });
    }
  }
  return statements;
}

/**
 * Takes a statement apart by where its names go. Only the specifier changes when all names go to one place
 * under their own names; otherwise the names that leave get statements of their own, right after.
 */
export function splitStatement(text: string, statement: Statement, choose: Choose): TextEdit | undefined {
  let dropped = 0;
  const kept: Name[] = [];
  const leaving = new Map<string, { name: Name; imported: string }[]>();
  for (const name of statement.names) {
    const to = choose({ imported: name.imported, local: name.local });
    if (to === "drop") dropped += 1;
    else if (!to) kept.push(name);
    else leaving.set(to.specifier, [...(leaving.get(to.specifier) ?? []), { name, imported: to.imported }]);
  }
  if (leaving.size === 0 && dropped === 0) return undefined;
  if (leaving.size === 0 && kept.length === 0) {
    const newline = /^\r?\n/.exec(text.slice(statement.end))?.[0].length ?? 0;
    return { start: statement.start, end: statement.end + newline, text: "" };
  }
  const [only] = leaving;
  if (
    dropped === 0 &&
    kept.length === 0 &&
    leaving.size === 1 &&
    only![1].every((n) => n.imported === n.name.imported)
  )
    return { start: statement.source.start, end: statement.source.end, text: only![0] };

  const written = text.slice(statement.start, statement.end);
  const quote = text[statement.source.start - 1]!;
  const eol = lineEnding(text);
  const print = (names: readonly { name: Name; imported: string }[], specifier: string) =>
    printStatement({ text, statement, names, specifier, quote, eol, semicolon: written.endsWith(";") });
  const lines = [...leaving]
    .sort((a, b) => byName(a[0], b[0]))
    .map(([specifier, names]) => print(names, specifier));
  if (kept.length > 0)
    lines.unshift(
      print(
        kept.map((name) => ({ name, imported: name.imported })),
        statement.source.value,
      ),
    );
  return { start: statement.start, end: statement.end, text: lines.join(eol) };
}

/** `export * from "x"` with its names written out, values and types apart. */
export function expandStar(
  text: string,
  statement: Statement,
  to: {
    readonly specifier: string;
    readonly names: readonly {
      readonly name: string;
      readonly imported: string;
      readonly typeOnly: boolean;
    }[];
  },
): TextEdit {
  const quote = text[statement.source.start - 1]!;
  const end = text.slice(statement.start, statement.end).endsWith(";") ? ";" : "";
  const lines: string[] = [];
  for (const typeOnly of [false, true]) {
    const names = to.names
      .filter((name) => (name.typeOnly || statement.typeOnly) === typeOnly)
      .map(({ name, imported }) => (name === imported ? name : `${imported} as ${name}`));
    if (names.length > 0)
      lines.push(
        `${clause(typeOnly ? "export type" : "export", names)} from ${quote}${to.specifier}${quote}${end}`,
      );
  }
  if (lines.length === 0) lines.push(`export {}${end}`);
  const written = lines.join("\n").replaceAll("\n", lineEnding(text));
  return { start: statement.start, end: statement.end, text: written };
}

interface Print {
  readonly text: string;
  readonly statement: Statement;
  readonly names: readonly { readonly name: Name; readonly imported: string }[];
  readonly specifier: string;
  readonly quote: string;
  readonly eol: string;
  readonly semicolon: boolean;
}

function printStatement({ text, statement, names, specifier, quote, eol, semicolon }: Print): string {
  const tail = ` from ${quote}${specifier}${quote}${attributesOf(text, statement)}${semicolon ? ";" : ""}`;
  // Left inside the braces, `type` keeps an import of nothing where the compiler takes imports as they are written.
  const onlyTypes = !statement.typeOnly && names.every(({ name }) => name.typeOnly && name.form !== "star");
  const head = statement.keyword + (statement.typeOnly || onlyTypes ? " type" : "");
  const star = names.find(({ name }) => name.form === "star");
  if (star) return `${head} *${tail}`;
  const clauses: string[] = [];
  const inBraces: string[] = [];
  for (const { name, imported } of names) {
    if (name.form === "default" && imported === "default") clauses.push(name.local);
    else if (name.form === "namespace" && imported === "*") clauses.push(`* as ${name.local}`);
    else
      inBraces.push(
        commentBefore(text, statement, name) +
          (name.typeOnly && !onlyTypes ? "type " : "") +
          (imported === name.local ? imported : `${imported} as ${name.local}`),
      );
  }
  const oneLine = `${head} ${[...clauses, ...(inBraces.length ? [`{ ${inBraces.join(", ")} }`] : [])].join(", ")}${tail}`;
  const commented = inBraces.some((name) => name.includes("//"));
  const wasLong = text.slice(statement.start, statement.end).includes("\n");
  if (inBraces.length === 0 || (!commented && (!wasLong || oneLine.length <= 80))) return oneLine;
  const block = `{${eol}${inBraces.map((name) => `  ${name},${eol}`).join("")}}`;
  return `${head} ${[...clauses, block].join(", ")}${tail}`;
}

/** A comment that stands right before a name inside the braces goes where the name goes. */
function commentBefore(text: string, statement: Statement, name: Name): string {
  const before = text.slice(statement.start, name.start);
  const from = Math.max(before.lastIndexOf(","), before.lastIndexOf("{")) + 1;
  const between = before.slice(from).trim();
  if (!between.startsWith("//") && !between.startsWith("/*")) return "";
  return between.startsWith("//") ? `${between}\n  ` : `${between} `;
}

/** `with { type: "json" }`, kept as written. */
function attributesOf(text: string, statement: Statement): string {
  const rest = text
    .slice(statement.source.end + 1, statement.end)
    .replace(/;$/, "")
    .trimEnd();
  return /^\s*(with|assert)\b/.test(rest) ? rest : "";
}

function nameOf(node: { type: string; name?: string; value?: unknown }): string {
  return node.name ?? String(node.value);
}
