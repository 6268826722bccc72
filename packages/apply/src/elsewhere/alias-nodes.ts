import { parseSync, Visitor } from "oxc-parser";
import type { Span } from "./arrays.ts";

/** An entry of a table that maps a package's name to a path, with what in it has to be another for another package. */
export interface AliasNode extends Span {
  /** The name, inside its quotes or its regular expression. */
  readonly name: Span;
  /** String literals of the replacement, inside their quotes. */
  readonly paths: readonly (Span & { readonly value: string })[];
}

/** Entries for a name in the alias tables of a configuration file: `"name": …`, `"^name$": …`, `{ find: "name", … }`. */
export function aliasNodes(file: string, text: string, name: string): AliasNode[] {
  const found: AliasNode[] = [];
  const { program } = parseSync(file, text);
  new Visitor({
    Property(node) {
      const key = nameIn(node.key, text, name);
      if (key && node.value.type !== "Literal") add(node, key, node.value);
      else if (key && leadsOn(node.value, text)) add(node, key, node.value);
    },
    ObjectExpression(node) {
      const fields = new Map(
        node.properties.flatMap((one) =>
          one.type === "Property" && one.key.type === "Identifier"
            ? [[one.key.name, one.value] as const]
            : [],
        ),
      );
      const find = fields.get("find");
      const replacement = fields.get("replacement");
      const key = find && replacement && nameIn(find, text, name);
      if (key) add(node, key, replacement);
    },
  }).visit(program);
  return found.sort((a, b) => a.start - b.start);

  function add(node: Span, key: Span, value: Span): void {
    found.push({ start: node.start, end: node.end, name: key, paths: literalsIn(program, value, text) });
  }
}

interface Node extends Span {
  readonly type: string;
}

function nameIn(node: Node, text: string, name: string): Span | undefined {
  if (node.type !== "Literal") return undefined;
  const written = text.slice(node.start + 1, node.end - 1);
  const isPattern = text[node.start] === "/";
  const bare = written.replace(/^\^/, "").replace(/\$$/, "");
  const plain = isPattern ? bare.replaceAll("\\/", "/").replaceAll("\\.", ".") : bare;
  if (plain !== name) return undefined;
  const start = node.start + 1 + (written.startsWith("^") ? 1 : 0);
  return { start, end: start + bare.length };
}

/** A plain string is a path only when it looks like one: `"name": "workspace:*"` is a version. */
function leadsOn(node: Node, text: string): boolean {
  return text.slice(node.start, node.end).includes("/");
}

function literalsIn(program: Parameters<InstanceType<typeof Visitor>["visit"]>[0], span: Span, text: string) {
  const found: (Span & { value: string })[] = [];
  new Visitor({
    Literal(node) {
      if (node.start < span.start || node.end > span.end || typeof node.value !== "string") return;
      const inside = { start: node.start + 1, end: node.end - 1, value: node.value };
      if (text.slice(inside.start, inside.end) === node.value) found.push(inside);
    },
  }).visit(program);
  return found;
}
