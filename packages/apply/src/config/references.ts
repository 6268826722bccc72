import { posix } from "node:path";
import type { Workspace } from "@sixty/model";
import { parse } from "jsonc-parser";
import type { Draft } from "../draft.ts";
import { isObject, readJson, SECTIONS, stringMap } from "../manifest/read.ts";
import { addToJsonArray, setJson } from "../manifest/write.ts";
import { byName, dotted, isInside, isRelative, join, within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";
import { tsconfigNames } from "./tsconfig.ts";

/**
 * Project references to parts: wherever a tsconfig refers to the old package, it refers to the parts that its folder
 * imports (all of them in a folder that is no package, such as the root). Parts and façade refer to one another
 * when the repository refers to packages at all.
 *
 * @param importsOf folders of parts that the package with this folder imports
 */
export function addReferences(
  placement: Placement,
  workspace: Workspace,
  tree: Tree,
  draft: Draft,
  importsOf: (root: string) => ReadonlySet<string>,
): void {
  const old = placement.package.root;
  const style = referenceStyle(placement, workspace, tree, draft);
  if (style === undefined) return;
  const parts = placement.parts.filter((part) => !part.facade);
  const members = new Set([...workspace.packages.map((p) => p.root), ...parts.map((part) => part.root)]);
  const isOurs = (root: string) => placement.parts.some((part) => part.root === root);
  for (const root of new Set([".", ...members])) {
    const own = root === old || parts.some((part) => part.root === root);
    const names = tsconfigNames(tree, parts.some((part) => part.root === root) ? old : root);
    for (const name of names) {
      const path = join(root, name);
      const references = referencesIn(draft, path);
      if (!references) continue;
      const named = references.filter((target) => isInside(target, old)).map((target) => within(target, old));
      if (own ? !ownTakes(name, names, draft, root) : named.length === 0) continue;
      const styles = own ? [outwardStyle(references, root, members) ?? style] : named.map(folderItself);
      const wanted =
        members.has(root) && root !== "." ? importsOf(root) : new Set(parts.map((part) => part.root));
      for (const below of styles)
        for (const part of [...wanted].filter((to) => to !== root && isOurs(to)).sort(byName))
          if (own || isProject(join(part, below), draft)) add(draft, path, join(part, below), references);
      if (own || !released(root, placement.name, tree, draft)) continue;
      for (const below of styles) remove(draft, path, join(old, below));
    }
  }
}

/** How a file refers to another package: the file below that one's folder, `.` for the folder itself. */
function outwardStyle(
  references: readonly string[],
  root: string,
  members: ReadonlySet<string>,
): string | undefined {
  for (const target of references)
    for (const other of members)
      if (other !== root && other !== "." && isInside(target, other))
        return folderItself(within(target, other));
  return undefined;
}

function folderItself(below: string): string {
  return below === "" ? "." : below;
}

/** A configuration stands there, or a folder that has one. */
function isProject(target: string, draft: Draft): boolean {
  return draft.read(target) !== undefined || draft.read(join(target, "tsconfig.json")) !== undefined;
}

/**
 * The file of the old package that others refer to, below its folder (`.` for the folder itself), or else how it
 * refers to others; undefined when it has no part in project references.
 */
function referenceStyle(
  placement: Placement,
  workspace: Workspace,
  tree: Tree,
  draft: Draft,
): string | undefined {
  const old = placement.package.root;
  const roots = [".", ...workspace.packages.map((p) => p.root)];
  const outward: string[] = [];
  for (const root of new Set(roots))
    for (const name of tsconfigNames(tree, root))
      for (const target of referencesIn(draft, join(root, name)) ?? [])
        for (const { root: other } of workspace.packages) {
          if (other === root || other === "." || !isInside(target, other)) continue;
          const below = target === other ? "." : posix.relative(other, target);
          if (other === old) return below;
          if (root === old) outward.push(below);
        }
  return outward[0];
}

function referencesIn(draft: Draft, path: string): string[] | undefined {
  const text = draft.read(path);
  if (text === undefined || !isObject(parse(text.replace(/^\uFEFF/, "")))) return undefined;
  return writtenIn(text).map((written) => join(posix.dirname(path), written));
}

/** Of a package's own tsconfig files, those that are built: the composite ones, else the plain `tsconfig.json`. */
function ownTakes(name: string, names: readonly string[], draft: Draft, root: string): boolean {
  const lists = names.filter((other) => outward(draft, join(root, other), root));
  if (lists.length > 0) return lists.includes(name);
  return name === (names.includes("tsconfig.lib.json") ? "tsconfig.lib.json" : "tsconfig.json");
}

function outward(draft: Draft, path: string, root: string): boolean {
  return (referencesIn(draft, path) ?? []).some((target) => !isInside(target, root));
}

/** Adds a reference, with `./` in front unless the file writes such paths bare. */
function add(draft: Draft, path: string, target: string, present: string[]): void {
  if (present.includes(target)) return;
  const text = draft.read(path)!;
  const bare = writtenIn(text).some((written) => !isRelative(written));
  const plain = posix.relative(posix.dirname(path), target);
  draft.write(path, addToJsonArray(text, ["references"], { path: bare ? plain : dotted(plain) }));
  present.push(target);
}

/** The package in a folder listed the old name and does so no longer. */
function released(root: string, name: string, tree: Tree, draft: Draft): boolean {
  const path = join(root, "package.json");
  const before = readJson(tree, path);
  const now: unknown = parse(draft.read(path)?.replace(/^\uFEFF/, "") ?? "");
  const lists = (data: unknown) =>
    isObject(data) && SECTIONS.some((section) => stringMap(data[section]).has(name));
  return before.ok && lists(before.value?.data) && !lists(now);
}

function remove(draft: Draft, path: string, target: string): void {
  const text = draft.read(path)!;
  const at = writtenIn(text).findIndex((written) => join(posix.dirname(path), written) === target);
  if (at >= 0) draft.write(path, setJson(text, ["references", at], undefined));
}

/** Paths of `references` as they are written; `./` for what is none. */
function writtenIn(text: string): string[] {
  const data: unknown = parse(text.replace(/^\uFEFF/, ""));
  const list = isObject(data) && Array.isArray(data["references"]) ? data["references"] : [];
  return list.map((item) => (isObject(item) && typeof item["path"] === "string" ? item["path"] : "./"));
}
