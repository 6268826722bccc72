import { posix } from "node:path";
import type { Workspace } from "@sixty/model";
import { parse } from "jsonc-parser";
import { isObject, type Json } from "../manifest/read.ts";
import { isRelative, join } from "../paths.ts";
import type { Tree } from "../tree.ts";

/** By which of its two conditions a package is imported. */
export type Mode = "import" | "require";

/** The file with the types of a specifier, workspace-relative; undefined outside of the workspace's packages. */
export function typesOf(
  specifier: string,
  from: string,
  mode: Mode,
  workspace: Workspace,
  tree: Tree,
): string | undefined {
  if (isRelative(specifier)) return typesAt(join(posix.dirname(from), specifier), tree);
  const found = workspace.packages.find((one) => {
    const name = one.npmName ?? one.name;
    return specifier === name || specifier.startsWith(`${name}/`);
  });
  if (!found) return undefined;
  const manifest = manifestAt(found.root, tree);
  return entryTypes(
    manifest,
    `.${specifier.slice((found.npmName ?? found.name).length)}`,
    found.root,
    mode,
    tree,
  );
}

/** The types of an entry of a package. */
export function entryTypes(
  manifest: Json,
  subpath: string,
  root: string,
  mode: Mode,
  tree: Tree,
): string | undefined {
  const { exports } = manifest;
  const offered =
    isObject(exports) && Object.keys(exports).some((key) => key.startsWith("."))
      ? exports[subpath]
      : subpath === "."
        ? (exports ?? manifest["types"] ?? manifest["typings"] ?? manifest["main"])
        : undefined;
  return targetsOf(offered, mode)
    .map((target) => typesAt(join(root, target), tree))
    .find((path) => path !== undefined);
}

export function manifestAt(root: string, tree: Tree): Json {
  const bytes = tree.read(join(root, "package.json"));
  const data: unknown = bytes && parse(new TextDecoder().decode(bytes).replace(/^\uFEFF/, ""));
  return isObject(data) ? data : {};
}

function targetsOf(value: unknown, mode: Mode): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((one) => targetsOf(one, mode));
  if (!isObject(value)) return [];
  return ["types", mode, "module", "node", "default"].flatMap((key) => targetsOf(value[key], mode));
}

/** `x.js` is typed by `x.d.ts`, `x.mjs` by `x.d.mts`; a path without an extension by either kind of file there. */
function typesAt(path: string, tree: Tree): string | undefined {
  const beside = path.replace(/\.([cm]?)js$/, ".d.$1ts");
  const choices = /\.[cm]?ts$/.test(path)
    ? [path]
    : beside !== path
      ? [beside, path.replace(/\.([cm]?)js$/, ".$1ts")]
      : ["d.ts", "d.mts", "d.cts", "ts", "tsx"].flatMap((end) => [`${path}.${end}`, `${path}/index.${end}`]);
  return choices.find((one) => tree.read(one) !== undefined);
}
