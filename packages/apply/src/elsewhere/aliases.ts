import { posix } from "node:path";
import type { ModuleGraph, Obstacle } from "@sixty/model";
import { applyEdits, type TextEdit } from "../changeset.ts";
import type { Draft } from "../draft.ts";
import { dotted, isInside, isSource, stem } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";
import { type AliasNode, aliasNodes } from "./alias-nodes.ts";
import type { PartEntry } from "./entries.ts";
import { filesNaming } from "./files.ts";

const CODE = /\.[cm]?[jt]s$/;

/**
 * Alias tables outside of the package (vitest, vite, rollup, jest, webpack) that lead the old name to its sources
 * lead the parts' names to theirs, entry by entry, each beside the old one and written like it. An entry whose path is
 * put together from pieces is told instead. Tables that are computed hold no such entry and are left alone.
 */
export function aliasParts(
  placement: Placement,
  entries: ReadonlyMap<string, readonly PartEntry[]>,
  graph: ModuleGraph,
  tree: Tree,
  draft: Draft,
): Obstacle[] {
  const { root } = placement.package;
  const sources = graph.files.flatMap(({ path }) => (placement.partOf(path) ? [path] : []));
  const isSourcePlace = (target: string) =>
    target !== root && sources.some((path) => path === target || path.startsWith(`${target}/`));
  const wanted = [...entries.values()].flat().sort((a, b) => longerFirst(a.specifier, b.specifier));
  if (root === "." || wanted.length === 0) return [];
  const doubts: Obstacle[] = [];
  const { name } = placement;
  for (const { path, text: before } of filesNaming(name.split("/").at(-1)!, root, tree)) {
    const text = draft.read(path) ?? before;
    if (!CODE.test(path) || !(text.includes(name) || text.includes(name.replaceAll("/", "\\/")))) continue;
    const edits: TextEdit[] = [];
    for (const node of aliasNodes(path, text, name)) {
      const lead = leadOf(node, path, root, isSourcePlace);
      if (lead === "unclear")
        doubts.push({
          code: "ALIAS_UNCLEAR",
          what: `An alias of ${name} is put together from pieces, so the parts get none beside it`,
          file: path,
          line: text.slice(0, node.start).split("\n").length,
          fix: "Add one for each part.",
        });
      if (lead === undefined || lead === "unclear") continue;
      const gap = /\r?\n[ \t]*$/.exec(text.slice(0, node.start))?.[0] ?? " ";
      const more = wanted
        .filter(({ specifier }) => aliasNodes(path, text, specifier).length === 0)
        .map((entry) => `,${gap}${copyFor(entry, node, lead, text)}`);
      if (more.length > 0) edits.push({ start: node.end, end: node.end, text: more.join("") });
    }
    if (edits.length > 0) draft.write(path, applyEdits(text, edits));
  }
  return doubts;
}

interface Lead {
  readonly literal: AliasNode["paths"][number];
  /** Folder that the literal is relative to, and what stands before the path in it. */
  readonly base: string;
  readonly prefix: string;
  /** What it leads to. */
  readonly target: string;
}

/** The one literal of an alias that leads to the package's sources; nothing where it leads to outputs or elsewhere. */
function leadOf(
  { paths }: AliasNode,
  file: string,
  root: string,
  isSourcePlace: (target: string) => boolean,
): Lead | "unclear" | undefined {
  const leads = paths.flatMap((literal): Lead[] => {
    const prefix = /^(<rootDir>\/|\/|)/.exec(literal.value)![0];
    const path = literal.value.slice(prefix.length);
    for (const base of [posix.dirname(file), ".", file]) {
      const target = posix.normalize(posix.join(base, path)).replace(/\/$/, "");
      if (isInside(target, root)) return [{ literal, base, prefix, target }];
    }
    return [];
  });
  const [lead] = leads;
  if (lead && leads.length === 1) return isSourcePlace(lead.target) ? lead : undefined;
  const folder = root.split("/").at(-1)!;
  const pieces = leads.length > 1 || paths.some(({ value }) => value.split("/").includes(folder));
  return pieces ? "unclear" : undefined;
}

function copyFor(
  entry: PartEntry,
  node: AliasNode,
  { literal, base, prefix, target }: Lead,
  text: string,
): string {
  const isFolder = !isSource(target);
  const bare = stem(entry.path);
  const path = isFolder && bare.endsWith("/index") ? bare.slice(0, -"/index".length) : entry.path;
  const relative = posix.relative(base, path);
  const written = prefix + (prefix === "" && literal.value.startsWith(".") ? dotted(relative) : relative);
  const isPattern = text[node.name.start - 1] === "/" || text[node.name.start - 2] === "/";
  const name = isPattern ? entry.specifier.replaceAll("/", "\\/") : entry.specifier;
  const edits = [
    { start: node.name.start, end: node.name.end, text: name },
    { start: literal.start, end: literal.end, text: written },
  ];
  return applyEdits(
    text.slice(node.start, node.end),
    edits
      .map((edit) => ({ ...edit, start: edit.start - node.start, end: edit.end - node.start }))
      .sort((a, b) => a.start - b.start),
  );
}

/** Prefixes are matched too by some bundlers: `core-a/x` has to come before `core-a`. */
function longerFirst(a: string, b: string): number {
  if (a.startsWith(`${b}/`)) return -1;
  if (b.startsWith(`${a}/`)) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
