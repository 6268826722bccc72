import { existsSync, lstatSync, readlinkSync, realpathSync } from "node:fs";
import { relative, sep } from "node:path";

export type Installed = "workspace" | "external" | "absent";

export interface InstalledPackages {
  /** What a package leads to, looked up in the `node_modules` folders from a folder upwards, as Node does. */
  nearest(folder: string, name: string): Installed;
  /** Does a package lead into the workspace from any of these folders? */
  insideFrom(folder: string, name: string): boolean;
}

/** A `node_modules` and what was found in it. */
interface Place {
  readonly path: string;
  readonly found: Map<string, Installed>;
}

/** Looks into `node_modules` folders inside the workspace, at each place once. */
export function createInstalled(root: string): InstalledPackages {
  const real = memo(() => realpathSync.native(root));
  const known = new Map<string, readonly Place[]>();
  /** The folders that Node looks into from one, nearest first. */
  const placesFrom = (folder: string): readonly Place[] => {
    let places = known.get(folder);
    if (places === undefined) {
      const path = `${root}/${folder === "" ? "" : `${folder}/`}node_modules`;
      const further = folder === "" ? [] : placesFrom(above(folder));
      places = existsSync(path) ? [{ path, found: new Map() }, ...further] : further;
      known.set(folder, places);
    }
    return places;
  };
  const at = ({ path, found }: Place, name: string): Installed => {
    let there = found.get(name);
    if (there === undefined) {
      there = look(real, `${path}/${name}`);
      found.set(name, there);
    }
    return there;
  };
  return {
    nearest(folder, name) {
      for (const place of placesFrom(folder === "." ? "" : folder)) {
        const found = at(place, name);
        if (found !== "absent") return found;
      }
      return "absent";
    },
    insideFrom(folder, name) {
      return placesFrom(folder).some((place) => at(place, name) === "workspace");
    },
  };
}

/** A package in the store of a package manager, never the workspace's. */
const STORED = /(?:^|[\\/])node_modules[\\/]\.(?:pnpm|store|bun)[\\/]/;

function look(root: () => string, path: string): Installed {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats?.isSymbolicLink()) return stats ? "external" : "absent";
  if (STORED.test(readlinkSync(path))) return "external";
  // A link that leads nowhere is as good as none.
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
