import type { FileKind, ModuleEdge } from "@sixty/model";
import { isFixture } from "../list/kind.ts";

/**
 * Fixtures that no import of a file outside of them leads to: tests read them as texts, often ones that are meant to be
 * wrong, so what they import, and whether they can be read, tells nothing about the package.
 */
export function textsOf(
  files: readonly { readonly path: string; readonly kind: FileKind }[],
  edges: readonly ModuleEdge[],
): ReadonlySet<number> {
  const texts = new Set<number>();
  for (const [index, { path, kind }] of files.entries())
    if (kind === "fixture" && isFixture(path)) texts.add(index);
  if (texts.size === 0) return texts;
  const importsOf = new Map<number, number[]>();
  for (const { from, to, kind } of edges)
    if (kind !== "sibling" && texts.has(to)) importsOf.set(from, [...(importsOf.get(from) ?? []), to]);
  const code = [...importsOf.keys()].filter((from) => !texts.has(from));
  for (let from = code.pop(); from !== undefined; from = code.pop())
    for (const to of importsOf.get(from) ?? []) if (texts.delete(to)) code.push(to);
  return texts;
}
