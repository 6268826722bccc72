import { existsSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";

export type Installed = "workspace" | "external" | "absent";

export interface InstalledPackages {
  /** What a package leads to, looked up in the `node_modules` folders from a folder upwards, as Node does. */
  nearest(folder: string, name: string): Installed;
  /** Does a package lead into the workspace from any of these folders? */
  insideFrom(folder: string, name: string): boolean;
}

/** Looks into `node_modules` folders inside the workspace, at each place once. */
export function createInstalled(root: string): InstalledPackages {
  const real = memo(() => realpathSync.native(root));
  const folders = new Map<string, boolean>();
  const places = new Map<string, Installed>();
  const hasAny = (folder: string) => {
    let there = folders.get(folder);
    if (there === undefined) {
      there = existsSync(join(root, folder, "node_modules"));
      folders.set(folder, there);
    }
    return there;
  };
  const at = (folder: string, name: string): Installed => {
    if (!hasAny(folder)) return "absent";
    const key = `${folder}\0${name}`;
    let found = places.get(key);
    if (found === undefined) {
      found = look(real, join(root, folder, "node_modules", name));
      places.set(key, found);
    }
    return found;
  };
  return {
    nearest(folder, name) {
      for (let from = folder; ; from = above(from)) {
        const found = at(from, name);
        if (found !== "absent" || from === "") return found;
      }
    },
    insideFrom(folder, name) {
      for (let from = folder; ; from = above(from)) {
        if (at(from, name) === "workspace") return true;
        if (from === "") return false;
      }
    },
  };
}

function look(root: () => string, path: string): Installed {
  if (!existsSync(path)) return "absent";
  const real = relative(root(), realpathSync.native(path)).split(sep);
  return real[0] === ".." || real.includes("node_modules") ? "external" : "workspace";
}

function above(folder: string): string {
  return folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
}

function memo<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
