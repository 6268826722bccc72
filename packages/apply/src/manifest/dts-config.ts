import { type ObjectPropertyKind, parseSync, Visitor } from "oxc-parser";
import { applyEdits, type TextEdit } from "../changeset.ts";
import { join } from "../paths.ts";
import type { Tree } from "../tree.ts";

const NAME = /^tsdown\.config\.[cm]?[jt]s$/;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

interface Found extends Node {
  /** `true`, or an object without a `resolve` of its own. */
  readonly last: Node | undefined;
}

/** The file of a bundler's configuration that says of which packages types are taken in, where it can be edited. */
export function dtsConfigOf(tree: Tree, root: string): string | undefined {
  const name = tree.list(root).find((entry) => NAME.test(entry.name) && entry.kind === "file")?.name;
  const bytes = name === undefined ? undefined : tree.read(join(root, name));
  if (name === undefined || !bytes) return undefined;
  return withTypesOf([], name, new TextDecoder().decode(bytes)) === undefined ? undefined : name;
}

/**
 * The configuration that takes in the types of these packages too; undefined where it has no `dts: true` or
 * `dts: { … }`, or one made some other way.
 *
 * @param specifiers whole specifiers, or regular expressions as they are written in code
 */
export function withTypesOf(specifiers: readonly string[], name: string, text: string): string | undefined {
  const found: Found[] = [];
  let strange = false;
  let extensions = { start: -1, end: -1 };
  new Visitor({
    Property(node) {
      if (node.key.type !== "Identifier") return;
      // Says how declarations are called, under the same word.
      if (/^outExtensions?$/.test(node.key.name)) extensions = node;
      const isNaming = node.start >= extensions.start && node.end <= extensions.end;
      if (node.key.name !== "dts" || isNaming) return;
      const { value } = node;
      if (value.type === "Literal" && value.value === false) return;
      if (value.type === "Literal" && value.value === true)
        found.push({ type: "true", start: value.start, end: value.end, last: undefined });
      else if (value.type === "ObjectExpression" && value.properties.every(isOther))
        found.push({ type: "object", start: value.start, end: value.end, last: value.properties.at(-1) });
      else strange = true;
    },
  }).visit(parseSync(name, text).program);
  if (strange || found.length === 0) return undefined;
  return applyEdits(
    text,
    found.map((one) => editOf(one, specifiers, text)),
  );
}

function isOther(property: ObjectPropertyKind): boolean {
  return (
    property.type === "Property" && property.key.type === "Identifier" && property.key.name !== "resolve"
  );
}

function editOf(found: Found, specifiers: readonly string[], text: string): TextEdit {
  const quote = text.split("'").length > text.split('"').length ? "'" : '"';
  const items = specifiers.map((one) => (one.startsWith("/") ? one : quote + one + quote));
  const { last } = found;
  if (!last) return { start: found.start, end: found.end, text: `{ resolve: [${items.join(", ")}] }` };
  const lineStart = text.lastIndexOf("\n", last.start) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))![0];
  const spread = text.slice(found.start, last.start).includes("\n");
  const line = `resolve: [${items.join(", ")}]`;
  const short = !spread || indent.length + line.length <= 79;
  const list = short
    ? line
    : `resolve: [\n${items.map((item) => `${indent}  ${item},\n`).join("")}${indent}]`;
  const comma = /^\s*,/.exec(text.slice(last.end))?.[0].length;
  const at = last.end + (comma ?? 0);
  const lead = (comma === undefined ? "," : "") + (spread ? `\n${indent}` : " ");
  return { start: at, end: at, text: lead + list + (comma === undefined ? "" : ",") };
}
