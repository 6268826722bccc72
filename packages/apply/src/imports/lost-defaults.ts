import type { Workspace } from "@sixty/model";
import { buildText } from "../manifest/build-text.ts";
import { readManifest } from "../manifest/read.ts";
import type { Tree } from "../tree.ts";
import { onlyCommonJs, testedByVitest } from "./staying.ts";

/** They emit `module.exports = { default }`, where compilers emit `exports.default =`. */
const ASSIGNS_ALL = /\b(?:esbuild|tsup)\b/;

/**
 * The packages whose parts could not take default exports from each other: vitest evaluates CommonJS of the workspace
 * by itself, and takes all that is assigned to `module.exports` for the default.
 */
export function losingDefaults(workspace: Workspace, tree: Tree): (packageName: string) => boolean {
  const roots = new Map(workspace.packages.map(({ name, root }) => [name, root]));
  return (name) => {
    const root = roots.get(name);
    if (root === undefined || !onlyCommonJs(root, tree) || !testedByVitest(root, tree)) return false;
    const manifest = readManifest(tree, root);
    return ASSIGNS_ALL.test(buildText((manifest.ok && manifest.value?.data) || {}, tree, root));
  };
}
