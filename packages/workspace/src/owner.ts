import type { Package } from "@sixty/model";

/** Finds the package that a workspace-relative path lies in: the one with the longest root. */
export function ownerOf(packages: readonly Package[]): (path: string) => Package | undefined {
  const byRoot = new Map(packages.map((one) => [one.root, one]));
  return (path) => {
    for (let folder = path; folder !== ""; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
      const found = byRoot.get(folder);
      if (found !== undefined) return found;
    }
    return byRoot.get(".");
  };
}
