import { existsSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";

export type Installed = "workspace" | "external" | "absent";

/** Looks a package up in the `node_modules` folders above a folder, as Node does, and remembers. */
export function createInstalled(root: string): (folder: string, name: string) => Installed {
  const known = new Map<string, Installed>();
  const look = (folder: string, name: string): Installed => {
    const key = `${folder}\0${name}`;
    const before = known.get(key);
    if (before) return before;
    const found = at(root, folder, name) ?? (folder === "" ? "absent" : look(above(folder), name));
    known.set(key, found);
    return found;
  };
  return look;
}

function at(root: string, folder: string, name: string): Installed | undefined {
  const path = join(root, folder, "node_modules", name);
  if (!existsSync(path)) return undefined;
  const real = relative(realpathSync(root), realpathSync(path)).split(sep);
  return real[0] === ".." || real.includes("node_modules") ? "external" : "workspace";
}

function above(folder: string): string {
  return folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
}
