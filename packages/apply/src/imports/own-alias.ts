import { parse } from "jsonc-parser";
import { tsconfigNames } from "../config/tsconfig.ts";
import { isObject } from "../manifest/read.ts";
import { join } from "../paths.ts";
import { decode } from "../text.ts";
import type { Tree } from "../tree.ts";

/**
 * Specifiers that the package maps for itself (`imports`, `paths` of its own tsconfig): parts get copies of the maps.
 *
 * @param compiledElsewhere packages compile the sources of others, each by its own `paths`: those are no aliases then
 */
export function ownAliases(
  root: string,
  tree: Tree,
  compiledElsewhere: boolean,
): (specifier: string) => boolean {
  const patterns: string[] = [];
  for (const name of ["package.json", ...(compiledElsewhere ? [] : tsconfigNames(tree, root))]) {
    const bytes = tree.read(join(root, name));
    const text = bytes && decode(bytes, name);
    const data: unknown = text?.ok ? parse(text.value.replace(/^\uFEFF/, "")) : undefined;
    if (!isObject(data)) continue;
    const options = data["compilerOptions"];
    const maps = name === "package.json" ? data["imports"] : isObject(options) ? options["paths"] : undefined;
    if (isObject(maps)) patterns.push(...Object.keys(maps));
  }
  return (specifier) =>
    patterns.some((pattern) => {
      const [head, tail] = pattern.split("*");
      if (tail === undefined) return specifier === pattern;
      return (
        specifier.length >= pattern.length - 1 && specifier.startsWith(head!) && specifier.endsWith(tail)
      );
    });
}
