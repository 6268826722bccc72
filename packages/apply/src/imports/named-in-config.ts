import { literalsOf } from "../config/literals.ts";
import { aliasNodes } from "../elsewhere/alias-nodes.ts";
import { join } from "../paths.ts";
import type { Tree } from "../tree.ts";

const TOOLS = "tsup|tsdown|unbuild|build|rollup|rolldown|esbuild|vite|vitest|webpack|rspack|rslib|jest";
const CONFIG = new RegExp(`^(?:${TOOLS})(?:\\.[\\w-]+)*\\.[cm]?[jt]s$`);

/**
 * Whether a package's bundlers or tests are told something of another package by its name (that it is external, to be
 * taken in, loaded by one instance): what is true of the name would not hold for a part. An alias is followed to the
 * parts, and what the configuration imports itself is an import like others.
 */
export function namedInConfig(name: string, root: string, tree: Tree): boolean {
  return tree.list(root).some((entry) => {
    if (entry.kind !== "file" || !CONFIG.test(entry.name)) return false;
    const path = join(root, entry.name);
    const text = new TextDecoder().decode(tree.read(path));
    if (!text.includes(name) && !text.includes(name.replaceAll("/", "\\/"))) return false;
    const aliases = aliasNodes(path, text, name);
    const isAlias = (at: number) => aliases.some(({ start, end }) => at >= start && at < end);
    const named = literalsOf(path, text).filter(
      ({ value, start }) => isOf(value, name) && !isImported(text, start) && !isAlias(start),
    );
    return named.length > 0 || text.includes(`${name.replaceAll("/", "\\/")}$/`);
  });
}

function isOf(value: string, name: string): boolean {
  return value === name || value.startsWith(`${name}/`);
}

/** @param at offset behind the opening quote */
function isImported(text: string, at: number): boolean {
  return /(?:\bfrom|\bimport|\b(?:import|require)\s*\()\s*$/.test(text.slice(Math.max(0, at - 40), at - 1));
}
