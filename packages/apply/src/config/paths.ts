import { posix } from "node:path";
import type { Part, Workspace } from "@sixty/model";
import { parse } from "jsonc-parser";
import type { Draft } from "../draft.ts";
import { isObject } from "../manifest/read.ts";
import type { Shape } from "../manifest/shape.ts";
import { setJson } from "../manifest/write.ts";
import { dotted, isInside, join, stem, within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Surface } from "../surface.ts";
import type { Tree } from "../tree.ts";
import { inheritedBy } from "./inherited.ts";
import { tsconfigNames } from "./tsconfig.ts";

/**
 * `paths` of tsconfig files above the package: where the old name is mapped to its sources, the parts are too, and
 * lists of sources (`include`, `files`) that name the old folder name the parts' folders. A file that the old package
 * extends and that maps what it imports maps the parts too, which it now imports as well.
 */
export function mapParts(
  placement: Placement,
  surface: Surface,
  shape: Shape,
  workspace: Workspace,
  tree: Tree,
  draft: Draft,
): void {
  const parts = placement.parts.filter((part) => !part.facade);
  const others = workspace.packages.map((p) => p.root).filter((root) => root !== placement.package.root);
  const inherited = inheritedBy(placement.package.root, workspace, tree);
  for (const root of new Set([".", ...others]))
    for (const name of tsconfigNames(tree, root)) {
      const path = join(root, name);
      const before = draft.read(path);
      const data: unknown = before === undefined ? undefined : parse(before.replace(/^\uFEFF/, ""));
      if (before === undefined || !isObject(data)) continue;
      const folder = posix.dirname(path);
      let text = before;
      const options = isObject(data["compilerOptions"]) ? data["compilerOptions"] : {};
      const base = typeof options["baseUrl"] === "string" ? join(folder, options["baseUrl"]) : folder;
      const maps = isObject(options["paths"]) ? options["paths"] : {};
      const targetOf = (key: string) => {
        const list = maps[key];
        const first: unknown = Array.isArray(list) ? list[0] : undefined;
        return typeof first === "string" ? { written: first, path: join(base, first) } : undefined;
      };
      const main = targetOf(placement.name);
      const wild = targetOf(`${placement.name}/*`);
      const leads = (target: typeof main) =>
        target !== undefined && isInside(target.path, placement.package.root);
      if (leads(main) || leads(wild)) {
        const like = (main ?? wild)!.written;
        const write = (target: string) =>
          isDotted(like) ? dotted(posix.relative(base, target)) : posix.relative(base, target);
        const beside = [placement.name, `${placement.name}/*`];
        for (const part of parts) {
          const mirrored = (target: { path: string }) =>
            join(part.root, within(target.path, placement.package.root));
          const keys: [string, string][] =
            shape.kind === "barrel"
              ? [
                  ...(main && leads(main) ? [[part.name, mirrored(main)] as [string, string]] : []),
                  ...(wild && leads(wild) ? [[`${part.name}/*`, mirrored(wild)] as [string, string]] : []),
                ]
              : keysOf(part, surface, placement);
          for (const [key, target] of keys)
            if (!(key in maps)) {
              text = setJson(text, ["compilerOptions", "paths", key], [write(target)], beside);
              beside.push(key);
            }
        }
      }
      const like = leads(main) || leads(wild) ? undefined : neighbour(path, targetOf);
      if (like !== undefined)
        for (const part of parts)
          for (const [key, target] of entriesOf(part))
            if (!(key in maps)) {
              const written = posix.relative(base, target);
              const value = isDotted(like) ? dotted(written) : written;
              text = setJson(text, ["compilerOptions", "paths", key], [value]);
            }
      for (const field of ["include", "files"])
        text = addSiblings(text, field, data[field], folder, placement);
      if (text !== before) draft.write(path, text);
    }

  function entriesOf(part: Part): [string, string][] {
    if (shape.kind !== "barrel") return keysOf(part, surface, placement);
    return [[part.name, join(part.root, shape.entry ?? "src/index.ts")]];
  }

  /** How such a file maps a package that the old one imports to its sources, as it then has to map parts. */
  function neighbour(
    path: string,
    targetOf: (key: string) => { written: string; path: string } | undefined,
  ): string | undefined {
    if (!inherited.has(path)) return undefined;
    for (const one of workspace.packages) {
      if (!placement.package.dependsOn.includes(one.name)) continue;
      const target = targetOf(one.npmName ?? one.name);
      if (target && isInside(target.path, one.root) && /\.[cm]?tsx?$/.test(target.path))
        return target.written;
    }
    return undefined;
  }
}

/** One pattern where all that a part exports lies below one folder by its own path, else one key a file. */
function keysOf(part: Part, surface: Surface, placement: Placement): [string, string][] {
  const files = [...(surface.byPart.get(part.name) ?? [])];
  const one = files.map(([file, subpath]): [string, string] => [
    part.name + subpath.slice(1),
    placement.to(file),
  ]);
  const bases = files.map(([file, subpath]) => {
    const path = stem(placement.to(file));
    return subpath !== "." && path.endsWith(subpath.slice(1)) ? path.slice(0, 1 - subpath.length) : undefined;
  });
  const [base] = bases;
  if (files.length < 2 || base === undefined || bases.some((other) => other !== base)) return one;
  return [[`${part.name}/*`, `${base}/*`]];
}

function isDotted(path: string): boolean {
  return path.startsWith("./") || path.startsWith("../");
}

/** `packages/core/src` in a list gets `packages/core-ast/src` beside it, where that part has files there. */
function addSiblings(
  text: string,
  field: string,
  list: unknown,
  folder: string,
  placement: Placement,
): string {
  if (!Array.isArray(list) || folder === placement.package.root) return text;
  const old = placement.package.root;
  const next: unknown[] = [];
  for (const item of list) {
    next.push(item);
    if (typeof item !== "string" || item.startsWith("!")) continue;
    const target = join(folder, item);
    if (!isInside(target, old) || old === ".") continue;
    const below = within(target, old);
    const fixed = below
      .split("/")
      .filter((segment) => !/[*{?]/.test(segment))
      .join("/");
    for (const part of placement.parts) {
      if (part.facade || !part.files.some((file) => isInside(file, join(old, fixed)))) continue;
      const path = posix.relative(folder, join(part.root, below));
      next.push(isDotted(item) ? dotted(path) : path);
    }
  }
  return next.length === list.length ? text : setJson(text, [field], next);
}
