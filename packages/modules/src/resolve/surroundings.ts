import { posix } from "node:path";
import type { Package, Workspace } from "@sixty/model";
import { createOwners } from "../list/owners.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { readTsconfigs, type Tsconfigs } from "./tsconfigs.ts";

/** Everything besides the sources that decides what a specifier names. */
export interface Surroundings {
  /** Absolute. */
  readonly root: string;
  readonly files: readonly string[];
  /** Symbolic links to files of the workspace. */
  readonly links: ReadonlyMap<string, string>;
  /** Conditions asked for by the caller and by tsconfigs, in order of preference. */
  readonly conditions: readonly string[];
  readonly tsconfigs: Tsconfigs;
  /** Manifests by folder, of packages and of folders that are none. */
  readonly manifests: ReadonlyMap<string, Manifest>;
  readonly members: readonly { readonly member: Package; readonly manifest: Manifest | undefined }[];
  has(path: string): boolean;
  hasFolder(path: string): boolean;
  /** Listed paths that begin with a text. */
  under(prefix: string): readonly string[];
  ownerOf(path: string): Package | undefined;
  /** The nearest manifest above a file. */
  manifestOf(path: string): Manifest | undefined;
  /** A file whose path differs only in case. */
  otherCase(path: string): string | undefined;
}

/** @param files every listed path, sorted */
export async function readSurroundings(
  workspace: Workspace,
  files: readonly string[],
  links: ReadonlyMap<string, string>,
  conditions: readonly string[],
): Promise<Surroundings> {
  const { root, packages } = workspace;
  const set = new Set(files);
  const folders = foldersOf(files);
  const tsconfigs = await readTsconfigs(
    root,
    files.filter((path) => /(?:^|\/)(?:tsconfig|jsconfig)[\w.-]*\.json$/.test(path)),
  );
  const manifests = new Map<string, Manifest>();
  for (const path of files) {
    if (!/(?:^|\/)package\.json$/.test(path)) continue;
    const manifest = readManifest(root, path);
    if (manifest) manifests.set(manifest.folder, manifest);
  }
  let lower: Map<string, string> | undefined;
  return {
    root,
    files,
    links,
    conditions: [...conditions, ...tsconfigs.conditions, "source", "development", "types"],
    tsconfigs,
    manifests,
    members: packages.map((member) => ({
      member,
      manifest: manifests.get(member.root === "." ? "" : member.root),
    })),
    has: (path) => set.has(path),
    hasFolder: (path) => folders.has(path),
    under: (prefix) => files.slice(lowerBound(files, prefix), lowerBound(files, `${prefix}\uffff`)),
    ownerOf: createOwners(packages),
    manifestOf(path) {
      for (let folder = parent(path); ; folder = parent(folder)) {
        const manifest = manifests.get(folder);
        if (manifest || folder === "") return manifest;
      }
    },
    otherCase(path) {
      lower ??= new Map(files.map((file) => [stem(file.toLowerCase()), file]));
      return lower.get(stem(path.toLowerCase()));
    },
  };
}

function stem(path: string): string {
  return path.slice(0, path.length - posix.extname(path).length);
}

function foldersOf(files: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const file of files)
    for (let folder = parent(file); folder !== "" && !folders.has(folder); folder = parent(folder))
      folders.add(folder);
  return folders;
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Index of the first path that is not less. */
function lowerBound(files: readonly string[], path: string): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (files[middle]! < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
