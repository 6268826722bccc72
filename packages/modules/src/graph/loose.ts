import { posix } from "node:path";
import picomatch from "picomatch";
import { fileKind } from "../list/kind.ts";
import { isCode } from "../parse/scripts.ts";
import type { Manifest } from "../resolve/manifest.ts";
import type { Surroundings } from "../resolve/surroundings.ts";

/**
 * A package without `exports` can be imported by any path. Code at its root beside sources in folders is there to be
 * named from outside (`name/client` by `client.js`): subpath → file. Empty where the package keeps its code at its
 * root, and for what `files` does not publish.
 */
export function looseEntries(manifest: Manifest, around: Surroundings): Map<string, string> {
  const { folder, exports, files } = manifest;
  const found = new Map<string, string>();
  if (folder === "" || (exports !== undefined && exports !== null)) return found;
  let below = 0;
  const loose: string[] = [];
  for (const path of around.under(`${folder}/`)) {
    if (!isCode(path) || around.manifestOf(path) !== manifest) continue;
    const inside = posix.relative(folder, path);
    const kind = fileKind(inside, false);
    if (inside.includes("/")) below += kind === "source" ? 1 : 0;
    else if (kind === "source" || kind === "declaration") loose.push(inside);
  }
  if (below <= loose.length) return found;
  const isPublished = files && publishes(files);
  for (const name of loose) {
    if (isPublished && !isPublished(name)) continue;
    const key = `./${name.replace(/(?:\.d)?\.\w+$/, "")}`;
    const before = found.get(key);
    if (before === undefined || /\.d\.[cm]?ts$/.test(before)) found.set(key, posix.join(folder, name));
  }
  return found;
}

/** npm's `files`, for what lies at the package's root. The last pattern that matches decides. */
function publishes(patterns: readonly string[]): (name: string) => boolean {
  const rules = patterns.map((pattern) => {
    const plain = pattern.replace(/^!/, "").replace(/^\.?\//, "");
    return {
      take: !pattern.startsWith("!"),
      matches: picomatch(plain === "." ? "**" : plain, { dot: true }),
    };
  });
  return (name) => rules.findLast(({ matches }) => matches(name))?.take ?? false;
}
