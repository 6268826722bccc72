import type { Part } from "@sixty/model";
import type { Draft } from "../draft.ts";
import { join } from "../paths.ts";
import type { Tree } from "../tree.ts";

const LICENCE = /^(licen[cs]e|notice|copying)([.-].*)?$/i;

/** A published part carries the licence texts that the old package carries; a root's own are packed by its manager. */
export function copyLicences(part: Part, old: string, tree: Tree, draft: Draft): void {
  for (const { name, kind } of tree.list(old)) {
    const text = kind === "file" && LICENCE.test(name) ? draft.read(join(old, name)) : undefined;
    if (text !== undefined && draft.read(join(part.root, name)) === undefined)
      draft.write(join(part.root, name), text);
  }
}
