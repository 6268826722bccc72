import { posix } from "node:path";
import { entrypointsOf } from "../resolve/entrypoints.ts";
import { keysOf, targetsOf } from "../resolve/exports-map.ts";
import type { Packages } from "../resolve/packages.ts";
import type { Surroundings } from "../resolve/surroundings.ts";
import { looseEntries } from "./loose.ts";

/** Entry points of every package: export subpath → source file. Patterns are written out. */
export function readEntries(
  around: Surroundings,
  packages: Packages,
): Map<string, ReadonlyMap<string, string>> {
  const all = new Map<string, ReadonlyMap<string, string>>();
  for (const { member, manifest } of around.members) {
    if (!manifest) continue;
    const found = new Map<string, string>();
    const add = (key: string) => {
      const path = packages.entry(manifest, key);
      if (path !== undefined) found.set(key, path);
    };
    const keys =
      manifest.exports === undefined || manifest.exports === null ? ["."] : keysOf(manifest.exports);
    for (const key of keys) if (!key.includes("*")) add(key);
    for (const key of keys) {
      if (!key.includes("*")) continue;
      for (const star of starsOf(
        manifest.folder,
        targetsOf(manifest.exports, key.replace("*", "\0"), []),
        around,
      )) {
        const subpath = key.replace("*", () => star);
        if (!found.has(subpath)) add(subpath);
      }
    }
    for (const [index, bin] of manifest.bins.entries()) {
      const path = packages.fromTargets(manifest.folder, [bin.startsWith(".") ? bin : `./${bin}`]);
      if (path !== undefined) found.set(`bin:${index}`, path);
    }
    for (const more of [entrypointsOf(manifest, around), looseEntries(manifest, around)])
      for (const [key, path] of more) if (!found.has(key)) found.set(key, path);
    all.set(member.name, new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1))));
  }
  return all;
}

/** What `*` may stand for: every listed file under a target's fixed beginning, by that target's own ending. */
function starsOf(folder: string, targets: readonly string[], around: Surroundings): string[] {
  const stars = new Set<string>();
  for (const target of targets) {
    const [before, after] = posix.join(folder, target).split("\0");
    if (before === undefined || after === undefined) continue;
    const source = before.replace(
      /(^|\/)(?:dist|build|lib|es|esm|out)(?:\/(?:esm|cjs|es|types|modern|legacy))*\//,
      "$1src/",
    );
    for (const path of around.under(common(before, source))) {
      if (path.startsWith(before) && path.endsWith(after))
        stars.add(path.slice(before.length, path.length - after.length));
      else if (path.startsWith(source)) stars.add(path.slice(source.length).replace(/\.[cm]?[jt]sx?$/, ""));
    }
  }
  return [...stars].sort();
}

/** The folder that both begin with. */
function common(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, a.lastIndexOf("/", length) + 1);
}
