import { posix } from "node:path";
import { parse } from "jsonc-parser";
import { isObject } from "../manifest/read.ts";
import { isRelative, join } from "../paths.ts";
import { decode } from "../text.ts";
import type { Tree } from "../tree.ts";
import { tsconfigNames } from "./tsconfig.ts";

/**
 * Whether the type checker of a package reads `exports`: not under `moduleResolution: node`, which is also what goes
 * with `module: commonjs`. The package's own tsconfig files are asked, else the root's; one that does not is enough.
 */
export function readsExports(root: string, tree: Tree): boolean {
  const own = tsconfigNames(tree, root).map((name) => join(root, name));
  return (own.length > 0 ? own : ["tsconfig.json"]).every((path) => {
    const resolution = option(path, "moduleResolution", tree, 0);
    if (resolution !== undefined) return !/^(?:node|node10|classic)$/.test(resolution);
    return option(path, "module", tree, 0) !== "commonjs";
  });
}

/** A compiler option, lower case, of a file or else of what it extends. Ten files deep, for they may form a ring. */
function option(path: string, name: string, tree: Tree, depth: number): string | undefined {
  const bytes = tree.read(path) ?? tree.read(`${path}.json`);
  const text = bytes && decode(bytes, path);
  const data: unknown = text?.ok ? parse(text.value.replace(/^\uFEFF/, "")) : undefined;
  if (!isObject(data) || depth > 10) return undefined;
  const options = data["compilerOptions"];
  const value = isObject(options) ? options[name] : undefined;
  if (typeof value === "string") return value.toLowerCase();
  const bases = Array.isArray(data["extends"]) ? data["extends"] : [data["extends"]];
  for (const base of bases.toReversed()) {
    if (typeof base !== "string" || !isRelative(base)) continue;
    const found = option(join(posix.dirname(path), base), name, tree, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
