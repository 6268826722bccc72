import type { Obstacle } from "@sixty/model";
import type { FileEdits, FileWrite } from "../changeset.ts";
import { byName } from "../paths.ts";
import { decode } from "../text.ts";
import type { Tree } from "../tree.ts";

const SAYS_SO =
  /@generated\b|\bauto-?generated\b|\bgenerated\b[^\n]*\bdo not (edit|modify|change)|\bdo not (edit|modify|change)\b[^\n]*\bgenerated\b/i;
const HEAD = 500;

/** Files that change and say of themselves that something generates them: the next time it does, it may undo the change. */
export function generatedDoubts(
  edits: readonly FileEdits[],
  writes: readonly FileWrite[],
  tree: Tree,
): Obstacle[] {
  const paths = new Set([...edits, ...writes].map(({ path }) => path));
  return [...paths].sort(byName).flatMap((path) => {
    const text = decode(tree.read(path) ?? new Uint8Array(), path);
    if (!text.ok || !SAYS_SO.test(text.value.slice(0, HEAD))) return [];
    return [
      {
        code: "GENERATED",
        what: "It says that it is generated, and the split changes it",
        file: path,
        line: 1,
        fix: "See that what generates it knows the parts.",
      },
    ];
  });
}
