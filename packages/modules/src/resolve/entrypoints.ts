import { posix } from "node:path";
import picomatch from "picomatch";
import { isCode } from "../parse/scripts.ts";
import type { Manifest } from "./manifest.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * preconstruct's entries by subpath: `src/undo.ts` is `./undo`, `src/react/index.ts` is `./react`. Its outputs are
 * named after the package, so that no target of `exports` leads to them.
 */
export function entrypointsOf(manifest: Manifest, around: Surroundings): Map<string, string> {
  const found = new Map<string, string>();
  const { folder, entrypoints = [] } = manifest;
  if (entrypoints.length === 0) return found;
  const patterns = entrypoints.map((one) => one.replace(/^\.?\//, "").replace(BUILT, ""));
  const source = posix.join(folder, "src");
  for (const path of around.under(`${source}/`)) {
    if (!isCode(path) || /\.d\.[cm]?ts$/.test(path)) continue;
    const stem = posix.relative(source, path).replace(BUILT, "");
    const bare = stem.replace(/(?:^|\/)index$/, "");
    if (patterns.some((one) => one === stem || one === bare || picomatch.isMatch(stem, one)))
      found.set(bare === "" ? "." : `./${bare}`, path);
  }
  return found;
}

const BUILT = /\.[cm]?[jt]sx?$/;
