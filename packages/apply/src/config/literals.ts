import { posix } from "node:path";
import type { Part } from "@sixty/model";
import { parseSync, Visitor } from "oxc-parser";
import { applyEdits, type TextEdit } from "../changeset.ts";
import type { Draft } from "../draft.ts";
import { replacePath } from "../manifest/paths-in-text.ts";
import { isInside, join, relativeSpecifier, relocate, within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";

export interface Literal {
  /** Offsets inside the quotes. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** String literals of a JavaScript or TypeScript file, in order; those with escapes are left out. */
export function literalsOf(path: string, text: string): Literal[] {
  const literals: Literal[] = [];
  const { program } = parseSync(path, text);
  new Visitor({
    Literal(node) {
      if (typeof node.value !== "string") return;
      const inside = { start: node.start + 1, end: node.end - 1, value: node.value };
      if (text.slice(inside.start, inside.end) === node.value) literals.push(inside);
    },
  }).visit(program);
  return literals.sort((a, b) => a.start - b.start);
}

/**
 * A configuration file as it must read in another folder, or in its own once files have left it: paths out of the
 * folder, and paths of files that are in no or another part, lead to where these lie; the old name and the old folder
 * become the part's.
 */
export function relocateLiterals(
  text: string,
  from: string,
  to: string,
  part: Part,
  placement: Placement,
  tree: Tree,
  draft: Draft,
): string {
  const old = placement.package.root;
  const edits: TextEdit[] = [];
  for (const { start, end, value } of literalsOf(from, text)) {
    const next = relocated(value);
    if (next !== value) edits.push({ start, end, text: next });
  }
  return applyEdits(text, edits);

  function relocated(value: string): string {
    if (value === placement.name || value === placement.package.name) return part.name;
    const named = replacePath(value, old, part.root);
    if (named !== value) return named;
    const up = value.startsWith("../") ? join(posix.dirname(from), value) : undefined;
    if (up !== undefined && !isInside(up, old)) return relocate(value, from, to);
    if (!/^\.?\/?[\w@.-]+(\/[\w@.-]+)+$/.test(value)) return value;
    const file = up ?? join(old, value);
    if (!isInside(file, old) || !tree.read(file) || isConfig(within(file, old))) return value;
    if (to !== from && draft.read(join(part.root, within(file, old))) !== undefined) return value;
    const home = placement.partOf(file);
    return home === part || !placement.isPlanned(file) ? value : relativeSpecifier(to, placement.to(file));
  }
}

function isConfig(path: string): boolean {
  return !path.includes("/");
}
