import { posix } from "node:path";
import picomatch from "picomatch";
import { dotted, isInside, isRelative, join } from "../paths.ts";
import type { Placement } from "../placement.ts";

/** What a string outside of the package says of files that move. */
export type Named =
  /** It is the path of one moved file; `text` names it where it goes. */
  | { readonly kind: "file"; readonly text: string }
  /** It is a pattern that matches files which move; `more` match them where they go. */
  | { readonly kind: "pattern"; readonly more: readonly string[]; readonly files: number }
  /** It is a folder that files leave. */
  | { readonly kind: "folder"; readonly files: number };

/**
 * Reads a string as a path from the workspace's root or from the folder of the file that it stands in. A string that
 * names nothing which moves, or the package's whole folder, says nothing.
 */
export function namedBy(value: string, file: string, placement: Placement): Named | undefined {
  const { root } = placement.package;
  if (root === "." || value.includes("://") || value.startsWith("!")) return undefined;
  for (const from of [".", posix.dirname(file)]) {
    if (from !== "." && !isRelative(value)) continue;
    const path = posix.normalize(posix.join(from, value.replace(/^\/(?!\/)/, ""))).replace(/\/$/, "");
    const named = isInside(path, root) && path !== root ? pathNamed(path, value, from, placement) : undefined;
    if (named) return named;
  }
  return undefined;
}

function pathNamed(path: string, value: string, from: string, placement: Placement): Named | undefined {
  const { moves, package: old } = placement;
  const written = (target: string) => asWritten(target, value, from);
  const move = moves.find((one) => one.from === path);
  if (move) return { kind: "file", text: written(move.to) };
  if (!/[*{?]/.test(path)) {
    const files = moves.filter((one) => one.from.startsWith(`${path}/`)).length;
    return files > 0 ? { kind: "folder", files } : undefined;
  }
  const isMatch = picomatch(path, { dot: true });
  const matched = moves.filter((one) => isMatch(one.from));
  if (matched.length === 0) return undefined;
  const roots = [...new Set(matched.map((one) => placement.partOf(one.from)!.root))].sort();
  const below = path.slice(old.root.length + 1);
  return { kind: "pattern", more: roots.map((root) => written(join(root, below))), files: matched.length };
}

/** A path with what the string had before it: `./`, `/`, or nothing. */
function asWritten(target: string, value: string, from: string): string {
  const path = from === "." ? target : posix.relative(from, target);
  if (value.startsWith("/")) return `/${path}`;
  return isRelative(value) ? dotted(path) : path;
}
