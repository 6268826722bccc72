import type { FileWrite } from "./changeset.ts";
import { byName } from "./paths.ts";
import { decode } from "./text.ts";
import type { Tree } from "./tree.ts";

/** Contents to be written, over a tree that stays as it is. */
export interface Draft {
  /** As drafted, else as it is; undefined when there is none or it is no text. */
  read(path: string): string | undefined;
  write(path: string, text: string): void;
  /** Sorted by path; nothing that would write a file as it is. */
  writes(): FileWrite[];
}

export function draftOver(tree: Tree): Draft {
  const written = new Map<string, string>();
  const before = (path: string) => {
    const bytes = tree.read(path);
    const text = bytes && decode(bytes, path);
    return text?.ok ? text.value : undefined;
  };
  return {
    read: (path) => written.get(path) ?? before(path),
    write: (path, text) => void written.set(path, text),
    writes: () =>
      [...written]
        .filter(([path, text]) => before(path) !== text)
        .sort((a, b) => byName(a[0], b[0]))
        .map(([path, text]) => ({ path, text })),
  };
}
