import type { Part } from "@sixty/model";
import { parseSync, Visitor } from "oxc-parser";
import { applyEdits, type TextEdit } from "../changeset.ts";
import type { Draft } from "../draft.ts";
import { isInside } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";

const NAME = /^(vitest|vite|jest)\.(config|workspace|projects)(\.[\w-]+)?\.[cm]?[jt]s$/;
/** `<rootDir>/packages/core`, `./packages/core` and `packages/core` name one folder. */
const PREFIX = /^(<rootDir>\/|\.\/|)/;

/**
 * Configuration of a test runner at the root that lists projects by folder or file: where the list names the old
 * package, it names the parts that have tests after it.
 */
export function listProjects(placement: Placement, tree: Tree, draft: Draft): void {
  for (const { name, kind } of tree.list(".")) {
    const text = kind === "file" && NAME.test(name) ? draft.read(name) : undefined;
    if (text === undefined) continue;
    const edits: TextEdit[] = [];
    new Visitor({
      ArrayExpression(node) {
        for (const element of node.elements)
          if (element?.type === "Literal" && typeof element.value === "string") {
            const written = text.slice(element.start + 1, element.end - 1);
            const quote = text[element.start]!;
            const gap = separator(text, node.start, element.start);
            const more = forParts(written, placement, draft).map((item) => gap + quote + item + quote);
            if (more.length > 0) edits.push({ start: element.end, end: element.end, text: more.join("") });
          }
      },
    }).visit(parseSync(name, text).program);
    if (edits.length > 0) draft.write(name, applyEdits(text, edits));
  }
}

function forParts(written: string, { package: { root }, parts }: Placement, draft: Draft): string[] {
  const prefix = PREFIX.exec(written)![0];
  const path = written.slice(prefix.length).replace(/\/$/, "");
  if (root === "." || !isInside(path, root)) return [];
  const below = path.slice(root.length);
  const isFixed = below !== "" && !/[*{?]/.test(below);
  const holder = root + below;
  const has = (part: Part) =>
    draft.read(part.root + below) !== undefined ||
    [...part.files, ...part.tests].some((file) => isInside(file, holder));
  return parts
    .filter((part) => !part.facade && part.tests.length > 0 && (!isFixed || has(part)))
    .map((part) => prefix + part.root + below);
}

/** A new element stands on a line of its own where the old one does. */
function separator(text: string, list: number, element: number): string {
  const before = text.slice(list, element);
  const line = /\r?\n[ \t]*$/.exec(before);
  return line ? `,${line[0]}` : ", ";
}
