import { parseSync, Visitor } from "oxc-parser";
import type { TextEdit } from "../changeset.ts";
import type { Placement } from "../placement.ts";
import { addToList, type Span } from "./arrays.ts";
import { namedBy } from "./named.ts";
import { type Found, tokensIn } from "./text.ts";

interface StringNode extends Span {
  readonly value: string;
}

/**
 * Strings of a JavaScript or TypeScript file that name what moves: the path of a moved file follows it, a pattern in a
 * list gets the same pattern for each part beside it, and all else is told.
 *
 * @param specifiers strings that are imports: those are rewritten elsewhere
 */
export function namedInCode(
  file: string,
  text: string,
  specifiers: ReadonlySet<string>,
  placement: Placement,
): { edits: TextEdit[]; found: Found[] } {
  const edits: TextEdit[] = [];
  const found: Found[] = [];
  const inLists = new Set<number>();
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) return { edits, found: tokensIn(file, text, placement).found };
  new Visitor({
    ArrayExpression(node) {
      const elements = node.elements.filter((element) => element !== null) as (Span & { type: string })[];
      const added = new Map<number, string[]>();
      for (const [at, element] of elements.entries()) {
        const literal = plainString(element, text);
        const named = literal && namedBy(literal.value, file, placement);
        if (named?.kind !== "pattern") continue;
        inLists.add(literal!.start);
        const quote = text[literal!.start]!;
        const have = new Set(elements.map((other) => plainString(other, text)?.value));
        const more = named.more.filter((item) => !have.has(item));
        if (more.length > 0)
          added.set(
            at,
            more.map((item) => quote + item + quote),
          );
      }
      if (added.size > 0) edits.push(...addToList(text, node, elements, added));
    },
    Literal(node) {
      const literal = plainString(node, text);
      if (!literal || specifiers.has(literal.value) || inLists.has(literal.start)) return;
      const named = namedBy(literal.value, file, placement);
      if (named?.kind === "file") edits.push({ start: node.start + 1, end: node.end - 1, text: named.text });
      else if (named) found.push({ text: literal.value, at: node.start, files: named.files });
    },
    TemplateElement(node) {
      const from = text.indexOf(node.value.raw, node.start);
      for (const one of tokensIn(file, node.value.raw, placement).all)
        found.push({ ...one, at: from + one.at });
    },
  }).visit(program);
  return { edits, found };
}

/** A string literal as it stands between its quotes; one with escapes is left alone. */
function plainString(node: Span & { type: string }, text: string): StringNode | undefined {
  if (node.type !== "Literal") return undefined;
  const { value } = node as unknown as { value: unknown };
  if (typeof value !== "string" || text.slice(node.start + 1, node.end - 1) !== value) return undefined;
  return { start: node.start, end: node.end, value };
}
