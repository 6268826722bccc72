import { posix } from "node:path";
import { entrypointsOf } from "./entrypoints.ts";
import { targetsOf } from "./exports-map.ts";
import type { InstalledPackages } from "./installed.ts";
import type { Manifest } from "./manifest.ts";
import { findFile } from "./relative.ts";
import type { Surroundings } from "./surroundings.ts";
import { packageName, type Target } from "./target.ts";
import { toSource } from "./to-source.ts";

/** Packages by name, their entry points mapped to source files. */
export interface Packages {
  isMember(name: string): boolean;
  /** A bare specifier; undefined when no such package is declared, installed or in the workspace. */
  named(from: string, specifier: string, aliased: string | undefined): Target | undefined;
  /** A `#name`. */
  internal(from: string, specifier: string): Target | undefined;
  /** The source of an entry point of a package: `.` or `./sub`. */
  entry(manifest: Manifest, key: string): string | undefined;
  /** The first of a package's targets that leads to a source file. */
  fromTargets(folder: string, targets: readonly string[]): string | undefined;
  /** The entry file of a folder that has its own package.json. */
  folder(path: string): string | undefined;
  /** The source of a built file, which is not listed. */
  fromBuilt(path: string): string | undefined;
}

type FromTargets = Packages["fromTargets"];

export function createPackages(around: Surroundings, installed: InstalledPackages): Packages {
  const members = new Map(
    around.members.flatMap(({ manifest }) =>
      manifest?.name === undefined ? [] : [[manifest.name, manifest] as const],
    ),
  );
  const memberFolders = new Set(
    around.members.flatMap(({ manifest }) => (manifest ? [manifest.folder] : [])),
  );
  const entries = new Map<string, string | undefined>();
  const declared = (from: string, name: string) =>
    around.manifestOf(from)?.dependencies.has(name) ||
    around.manifests.get("")?.dependencies.has(name) ||
    false;

  const sourceOf = (folder: string, target: string): string | undefined => {
    const path = posix.join(folder, target);
    if (around.has(path)) return path;
    return toSource(folder, target, around.tsconfigs.outputs.get(folder) ?? [], around.has);
  };
  const fromTargets = (folder: string, targets: readonly string[]): string | undefined => {
    const found = targets.flatMap((target) =>
      target.startsWith("./") ? (sourceOf(folder, target) ?? []) : [],
    );
    return found.find((path) => !/\.d\.[cm]?ts$/.test(path)) ?? found[0];
  };

  const entry = (manifest: Manifest, key: string): string | undefined => {
    const id = `${manifest.folder}\0${key}`;
    if (entries.has(id)) return entries.get(id);
    const found = findEntry(manifest, key, around, fromTargets);
    entries.set(id, found);
    return found;
  };

  return {
    isMember: (name) => members.has(name),
    entry,
    fromTargets,
    named(from, specifier, aliased) {
      const name = packageName(specifier);
      if (name === undefined) return undefined;
      const member = members.get(name);
      const nearest = around.manifestOf(from);
      const link = member && nearest !== member ? installed.nearest(posix.dirname(from), name) : "absent";
      const foreign = nearest !== undefined && !memberFolders.has(nearest.folder) && link !== "workspace";
      if (member && link !== "external" && !foreign) {
        if (aliased) return { to: "file", path: aliased };
        const key = `.${specifier.slice(name.length)}`;
        const path = entry(member, key);
        if (path) return { to: "file", path };
        const reason = `No source file of ${name} was found for its entry point ${JSON.stringify(key)}`;
        return { to: "missing", reason, target: member.folder || "." };
      }
      if (declared(from, name) || declared(from, typesOf(name))) return { to: "external", package: name };
      const there = installed.nearest(posix.dirname(from), name) === "external";
      return there || installed.nearest(posix.dirname(from), typesOf(name)) === "external"
        ? { to: "external", package: name }
        : undefined;
    },
    internal(from, specifier) {
      const manifest = around.manifestOf(from);
      if (!manifest) return undefined;
      const targets = targetsOf(manifest.imports, specifier, around.conditions);
      const path = fromTargets(manifest.folder, targets);
      if (path) return { to: "file", path };
      const outside = targets.find((target) => !target.startsWith("."));
      const name = outside === undefined ? undefined : packageName(outside);
      if (outside === undefined || name === undefined) return undefined;
      return this.named(from, outside, undefined);
    },
    folder(path) {
      const manifest = around.manifests.get(path);
      return manifest && findMain(manifest, around, fromTargets);
    },
    fromBuilt(path) {
      const owner = around.ownerOf(path);
      if (!owner) return undefined;
      const folder = owner.root === "." ? "" : owner.root;
      return toSource(
        folder,
        posix.relative(folder, path),
        around.tsconfigs.outputs.get(folder) ?? [],
        around.has,
      );
    },
  };
}

function findEntry(
  manifest: Manifest,
  key: string,
  around: Surroundings,
  fromTargets: FromTargets,
): string | undefined {
  const { folder } = manifest;
  const targets = targetsOf(manifest.exports, key, around.conditions);
  const mapped = fromTargets(folder, targets);
  if (mapped) return mapped;
  const named = entrypointsOf(manifest, around).get(key);
  if (named) return named;
  const closed = manifest.exports !== undefined && manifest.exports !== null && targets.length === 0;
  if (key === "./package.json" && around.has(posix.join(folder, key))) return posix.join(folder, key);
  if (closed) return undefined;
  if (key !== ".") return findFile(posix.join(folder, key), around.has) ?? fromTargets(folder, [key]);
  return (
    findMain(manifest, around, fromTargets) ??
    findFile(posix.join(folder, "src/index"), around.has) ??
    findFile(posix.join(folder, "index"), around.has)
  );
}

function findMain(
  { folder, mains }: Manifest,
  around: Surroundings,
  fromTargets: FromTargets,
): string | undefined {
  const targets = mains.map((main) => (main.startsWith(".") ? main : `./${main}`));
  const exact = fromTargets(folder, targets);
  if (exact) return exact;
  for (const target of targets) {
    const found = findFile(posix.join(folder, target), around.has);
    if (found) return found;
  }
  return undefined;
}

/** `@types/name` of a package that brings no types. */
function typesOf(name: string): string {
  return `@types/${name.startsWith("@") ? name.slice(1).replace("/", "__") : name}`;
}
