import type { Package } from "@sixty/model";

/** A file seen from its package. */
export interface Owned {
  /** Index into the packages; -1 for a file that no package holds. */
  readonly owner: number;
  /** Relative to the package's root; the path itself where there is no package. */
  readonly path: string;
}

/**
 * Tells which package a file is in: the one with the longest root that holds it; a package at `.` holds
 * what no other does. Of two packages with one root the first by index has it.
 *
 * @returns a lookup for workspace-relative POSIX paths; its cost is the depth of the path
 */
export function createOwners(packages: readonly Package[]): (file: string) => Owned {
  const roots = new Map<string, number>();
  packages.forEach(({ root }, index) => {
    const at = root.replace(/^\.\//, "").replace(/\/+$/, "") || ".";
    if (!roots.has(at)) roots.set(at, index);
  });
  const rest = roots.get(".") ?? -1;
  return (file) => {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      const owner = roots.get(file.slice(0, end));
      if (owner !== undefined) return { owner, path: file.slice(end + 1) };
    }
    return { owner: file.startsWith("../") ? -1 : rest, path: file };
  };
}
