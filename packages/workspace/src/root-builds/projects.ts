import { posix } from "node:path";
import type { Files } from "../cache/files.ts";
import { isObject, readJson } from "../manifests/json.ts";

/**
 * The TypeScript projects of a solution, by the package that they lie in: those that no other project of the package
 * refers to.
 *
 * @param starts configurations or their folders, workspace-relative
 * @param roots folders of packages
 */
export async function projectsOf(
  files: Files,
  starts: readonly string[],
  roots: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const refers = new Map<string, readonly string[]>();
  const queue = starts.map((path) => configAt(files, path));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (refers.has(path) || path.startsWith("..")) continue;
    const next = await referencesOf(files, path);
    refers.set(path, next);
    queue.push(...next);
  }
  const known = new Set(roots);
  const owned = new Map<string, string[]>();
  for (const path of [...refers.keys()].sort()) {
    const root = ownerOf(path, known);
    if (root !== undefined && files.exists(path)) owned.set(root, [...(owned.get(root) ?? []), path]);
  }
  return new Map([...owned].map(([root, paths]) => [root, tops(paths, refers)]));
}

function tops(paths: readonly string[], refers: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const below = new Set(paths.flatMap((path) => refers.get(path) ?? []));
  const found = paths.filter((path) => !below.has(path));
  return found.length > 0 ? found : paths;
}

async function referencesOf(files: Files, path: string): Promise<readonly string[]> {
  const read = await readJson(files, path);
  const references = read.ok ? read.value?.["references"] : undefined;
  return (Array.isArray(references) ? references : []).flatMap((one) => {
    const to = isObject(one) ? one["path"] : undefined;
    return typeof to === "string" ? [configAt(files, posix.join(posix.dirname(path), to))] : [];
  });
}

function configAt(files: Files, path: string): string {
  const plain = path.replace(/\/+$/, "");
  return plain.endsWith(".json") && files.exists(plain) ? plain : posix.join(plain, "tsconfig.json");
}

function ownerOf(path: string, roots: ReadonlySet<string>): string | undefined {
  for (let folder = posix.dirname(path); folder !== "."; folder = posix.dirname(folder))
    if (roots.has(folder)) return folder;
  return undefined;
}
