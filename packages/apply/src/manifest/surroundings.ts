import { join } from "../paths.ts";
import { decode } from "../text.ts";
import type { Tree } from "../tree.ts";
import { isConfigText } from "./config-names.ts";
import { type Json, readManifest } from "./read.ts";

/** Files of a package's folder that tell tools and compilers what to do, with their texts. */
export function configTexts(root: string, tree: Tree): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { name, kind } of tree.list(root)) {
    if (kind === "folder" || !isConfigText(name)) continue;
    const text = decode(tree.read(join(root, name)) ?? new Uint8Array(), name);
    if (text.ok) texts.set(name, text.value);
  }
  return texts;
}

/** Manifests of what a package finds installed, in its own folder or above. */
export function installedIn(root: string, tree: Tree): (name: string) => Json | undefined {
  const known = new Map<string, Json | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, manifestOf(name));
    return known.get(name);
  };

  function manifestOf(name: string): Json | undefined {
    const above = root.split("/").map((_, at, all) => all.slice(0, all.length - at).join("/"));
    for (const folder of [...above, ""]) {
      const found = readManifest(tree, join(folder, `node_modules/${name}`));
      if (found.ok && found.value) return found.value.data;
    }
    return undefined;
  }
}
