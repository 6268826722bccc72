import { posix } from "node:path";
import type { Part } from "@sixty/model";
import { parse } from "jsonc-parser";
import type { Draft } from "../draft.ts";
import { replacePath } from "../manifest/paths-in-text.ts";
import { isObject, type Json } from "../manifest/read.ts";
import { setJson } from "../manifest/write.ts";
import { byName, isInside, join, relocate, within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Tree } from "../tree.ts";

/** Options that name what only one package may write. */
const OUTPUTS = new Set(["outDir", "declarationDir", "tsBuildInfoFile", "outFile"]);
const TSCONFIG = /^tsconfig(\.[\w.-]+)?\.json$/;

export function tsconfigNames(tree: Tree, root: string): string[] {
  return tree
    .list(root)
    .map((entry) => entry.name)
    .filter((name) => TSCONFIG.test(name));
}

/**
 * Gives a part copies of the old package's tsconfig files: paths that lead out of the folder still lead to the same
 * place, `references` name what the part imports.
 *
 * @param imports folders of the parts and packages that the part imports
 */
export function copyTsconfigs(
  part: Part,
  placement: Placement,
  tree: Tree,
  draft: Draft,
  imports: ReadonlySet<string>,
): void {
  const old = placement.package.root;
  const copied: { readonly from: string; readonly before: Json; readonly text: string }[] = [];
  for (const from of [
    ...tsconfigNames(tree, old).map((name) => join(old, name)),
    ...below(part, old, tree),
  ]) {
    const name = within(from, old);
    const text = draft.read(from);
    // One that the plan names goes where its part goes.
    if (text === undefined || draft.read(join(part.root, name)) !== undefined || part.files.includes(from))
      continue;
    const before: unknown = parse(text.replace(/^\uFEFF/, ""));
    if (!isObject(before)) continue;
    if (name === "tsconfig.json" || !coversNothing(before["include"], part, posix.dirname(from)))
      copied.push({ from, before, text });
  }
  const there = new Set([...part.files, ...copied.map(({ from }) => from)]);
  const isThere = (target: string) =>
    !isInside(target, old) || there.has(target) || there.has(`${target}/tsconfig.json`);
  for (const { from, before, text: original } of copied) {
    const to = join(part.root, within(from, old));
    let text = original;
    for (const [path, value] of outside(before, [])) {
      if (path[0] === "references" || isInside(join(posix.dirname(from), value), old)) continue;
      const moved = relocate(value, from, to);
      text = setJson(text, path, OUTPUTS.has(String(path[1])) ? replacePath(moved, old, part.root) : moved);
    }
    if (Array.isArray(before["files"])) {
      const files = before["files"].filter(
        (f) => typeof f === "string" && owns(part, join(posix.dirname(from), f)),
      );
      text = setJson(
        text,
        ["files"],
        files.length > 0 || before["include"] === undefined ? files : undefined,
      );
    }
    if (Array.isArray(before["references"]))
      text = setJson(
        text,
        ["references"],
        keepReferences(before["references"], from, to, imports, old).filter(({ path }) =>
          isThere(join(old, within(join(to, `../${path}`), part.root))),
        ),
      );
    draft.write(to, text);
  }
}

/** Files of the same kind in the folders that the part's own files lie in: of a folder of tests, say. */
function below(part: Part, old: string, tree: Tree): string[] {
  const folders = new Set<string>();
  for (const file of [...part.files, ...part.tests])
    for (let at = posix.dirname(file); at !== old && at !== "." && isInside(at, old); at = posix.dirname(at))
      folders.add(at);
  return [...folders].sort(byName).flatMap((at) => tsconfigNames(tree, at).map((name) => join(at, name)));
}

/** Every pattern of `include` names a folder that the part has nothing of. */
function coversNothing(include: unknown, part: Part, folder: string): boolean {
  if (!Array.isArray(include) || include.length === 0) return false;
  return include.every((pattern) => {
    if (typeof pattern !== "string" || pattern.startsWith("../")) return false;
    const fixed = pattern
      .replace(/^\.\//, "")
      .split("/")
      .filter((segment) => !/[*?{]/.test(segment));
    const covered = join(folder, fixed.join("/"));
    return ![...part.files, ...part.tests].some((file) => isInside(file, covered));
  });
}

function owns(part: Part, file: string): boolean {
  return part.files.includes(file) || part.tests.includes(file);
}

/** Strings that climb out of the folder, with their JSON path. */
function outside(value: unknown, path: (string | number)[]): [(string | number)[], string][] {
  if (typeof value === "string") return value.startsWith("../") ? [[path, value]] : [];
  if (Array.isArray(value)) return value.flatMap((item, at) => outside(item, [...path, at]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => outside(item, [...path, key]));
}

/** References inside the folder stay; those to other folders stay where the part imports them. */
function keepReferences(
  references: readonly unknown[],
  from: string,
  to: string,
  imports: ReadonlySet<string>,
  old: string,
): { readonly path: string }[] {
  return references.flatMap((reference) => {
    if (!isObject(reference) || typeof reference["path"] !== "string") return [];
    const target = join(from, `../${reference["path"]}`);
    if (target === old || target.startsWith(`${old}/`)) return [{ ...reference, path: reference["path"] }];
    const wanted = [...imports].some((root) => target === root || target.startsWith(`${root}/`));
    return wanted ? [{ ...reference, path: relocate(reference["path"], from, to) }] : [];
  });
}
