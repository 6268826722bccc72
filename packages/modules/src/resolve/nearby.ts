import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Says whether a folder or one above it, up to the disk's root, has a file of a name that is not listed. */
export function findNearby(
  root: string,
  name: string,
  listed: (path: string) => boolean,
): (folder: string) => boolean {
  const known = new Map<string, boolean>();
  let outside: boolean | undefined;
  const find = (folder: string): boolean => {
    let there = known.get(folder);
    if (there === undefined) {
      const path = folder === "" ? name : `${folder}/${name}`;
      there = !listed(path) && existsSync(join(root, path));
      if (!there && folder !== "") there = find(folder.slice(0, Math.max(0, folder.lastIndexOf("/"))));
      else if (!there) {
        outside ??= isAbove(root, name);
        there = outside;
      }
      known.set(folder, there);
    }
    return there;
  };
  return find;
}

function isAbove(root: string, name: string): boolean {
  for (let at = dirname(root); ; at = dirname(at)) {
    if (existsSync(join(at, name))) return true;
    if (dirname(at) === at) return false;
  }
}
