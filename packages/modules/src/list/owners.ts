import type { Package } from "@sixty/model";

/** Says which package a path belongs to: the one with the longest root that holds it. */
export function createOwners(packages: readonly Package[]): (path: string) => Package | undefined {
  const byRoot = new Map(packages.map((one) => [one.root === "." ? "" : one.root, one]));
  const known = new Map<string, Package | undefined>();
  const ownerOf = (folder: string): Package | undefined => {
    if (known.has(folder)) return known.get(folder);
    const owner = byRoot.get(folder) ?? (folder === "" ? undefined : ownerOf(parent(folder)));
    known.set(folder, owner);
    return owner;
  };
  return (path) => ownerOf(parent(path));
}

/** The path relative to the package that owns it. */
export function pathInside(path: string, owner: Package | undefined): string {
  return owner && owner.root !== "." ? path.slice(owner.root.length + 1) : path;
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
