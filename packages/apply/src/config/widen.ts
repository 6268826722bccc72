import { posix } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import picomatch from "picomatch";
import { applyEdits, type TextEdit } from "../changeset.ts";
import type { Draft } from "../draft.ts";
import { printList } from "../elsewhere/arrays.ts";
import { byName, join, within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";

const BUILD_CONFIG = /^(tsup|tsdown|rollup|rolldown|esbuild|build|vite|webpack|rspack)\.config\.[cm]?[jt]s$/;
const TAKES_AWAY = new Set(["ignore", "exclude", "external", "dirs"]);

interface Found {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly inArray: boolean;
}

/**
 * Where the façade's build takes the parts in, patterns of its configuration that found files which moved find them in
 * the parts' folders too.
 */
export function widenGlobs(placement: Placement, tree: Tree, draft: Draft): void {
  const { root } = placement.package;
  for (const { name, kind } of tree.list(root)) {
    const path = join(root, name);
    const text = kind === "file" && BUILD_CONFIG.test(name) ? draft.read(path) : undefined;
    if (text === undefined) continue;
    const edits: TextEdit[] = [];
    for (const { value, start, end, inArray } of globsOf(name, text)) {
      const isMatch = picomatch(value.replace(/^\.\//, ""));
      const matched = placement.moves.filter((move) => isMatch(within(move.from, root)));
      const parts = new Set(matched.map((move) => placement.partOf(move.from)!.root));
      if (parts.size === 0) continue;
      const quote = text[start]!;
      const more = [...parts].sort(byName).map((part) => {
        const pattern = posix.join(posix.relative(root, part), value);
        return `${quote}${pattern}${quote}`;
      });
      const all = [text.slice(start, end), ...more];
      edits.push({ start, end, text: inArray ? all.join(", ") : printList(text, start, all, end - start) });
    }
    if (edits.length > 0) draft.write(path, applyEdits(text, edits));
  }
}

/** Patterns that add files, where an array may stand in for one. */
function globsOf(name: string, text: string): Found[] {
  const found: Found[] = [];
  const without: { start: number; end: number }[] = [];
  const add = (node: Candidate | null | undefined, inArray: boolean) => {
    if (node?.type !== "Literal" || typeof node.value !== "string") return;
    if (!node.value.includes("*") || node.value.startsWith("!") || node.value.startsWith("../")) return;
    found.push({ value: node.value, start: node.start, end: node.end, inArray });
  };
  new Visitor({
    Property(node) {
      const key = node.key.type === "Identifier" ? node.key.name : "";
      if (TAKES_AWAY.has(key)) without.push(node.value);
      if (["entry", "entries", "entryPoints", "input"].includes(key)) add(node.value as Candidate, false);
    },
    ArrayExpression(node) {
      for (const element of node.elements) add(element as Candidate | null, true);
    },
    CallExpression(node) {
      const callee =
        node.callee.type === "Identifier"
          ? node.callee.name
          : node.callee.type === "MemberExpression" && node.callee.property.type === "Identifier"
            ? node.callee.property.name
            : "";
      if (/glob/i.test(callee) || callee === "sync") add(node.arguments[0] as Candidate | undefined, false);
    },
  }).visit(parseSync(name, text).program);
  return found.filter(({ start }) => !without.some((range) => start >= range.start && start < range.end));
}

interface Candidate {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly value?: unknown;
}
