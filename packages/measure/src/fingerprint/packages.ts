import { createHash } from "node:crypto";
import type { Workspace } from "@sixty/model";

/**
 * One hash for each package over the files that are its own: a file belongs to the package with the longest
 * root that holds it, and to none when only the root of the workspace does and that is no package.
 */
export function hashPackages(workspace: Workspace, files: ReadonlyMap<string, string>): Map<string, string> {
  const owners = new Map(workspace.packages.map(({ root, name }) => [root, name]));
  const hashes = new Map(workspace.packages.map(({ name }) => [name, createHash("sha256")]));
  for (const path of [...files.keys()].sort()) {
    const owner = ownerOf(path, owners);
    if (owner !== undefined) hashes.get(owner)!.update(`${path}\0${files.get(path)}\0`);
  }
  return new Map([...hashes].map(([name, hash]) => [name, hash.digest("hex")]));
}

function ownerOf(path: string, owners: ReadonlyMap<string, string>): string | undefined {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    const owner = owners.get(path.slice(0, end));
    if (owner !== undefined) return owner;
  }
  return owners.get(".");
}
