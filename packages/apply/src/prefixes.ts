import { isObject, readManifest } from "./manifest/read.ts";
import type { Tree } from "./tree.ts";

const USUAL = "{parent}/{folder}-{part}";

/**
 * preconstruct takes every file whose path begins with a package's folder for one of that package:
 * `packages/store-types/a.ts` for one of `packages/store`, whose declarations then lead to places that are not there.
 */
export function takesPrefixes(tree: Tree): boolean {
  const manifest = readManifest(tree, ".");
  const data = manifest.ok ? manifest.value?.data : undefined;
  return data !== undefined && [data, data["devDependencies"], data["dependencies"]].some(named);
}

/** Where parts go: by `split.root`; in place of the usual pattern one that begins with the part, where paths are taken so. */
export function rootPattern(configured: string, tree: Tree): string {
  return configured === USUAL && takesPrefixes(tree) ? "{parent}/{part}-of-{folder}" : configured;
}

function named(value: unknown): boolean {
  return isObject(value) && ["preconstruct", "@preconstruct/cli"].some((name) => name in value);
}
