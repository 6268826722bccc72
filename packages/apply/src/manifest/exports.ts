import { dotted, isSource, stem } from "../paths.ts";
import { isObject, type Json, objectOf } from "./read.ts";

/** How the old package exports one of its files, so that others can be exported alike. */
export interface ExportTemplate {
  /** The exports value for a file (package-relative), or undefined when the build would not emit it in that place. */
  valueOf(file: string): unknown;
  /** Every target is a source file: nothing has to be built before the import works. */
  readonly source: boolean;
}

/**
 * Learns from the old package's entry: with `src/index.ts` exported as `./dist/index.js`, `src/errors.ts` is
 * `./dist/errors.js`; conditions and their order stay.
 *
 * @param entry package-relative source of the entry `subpath`
 */
export function exportTemplateOf(manifest: Json, subpath: string, entry: string): ExportTemplate | undefined {
  const value = exportedValue(manifest, subpath);
  if (value === undefined) return undefined;
  const leaves = leavesOf(value);
  if (leaves.length === 0 || leaves.some((leaf) => !targetFor(leaf, entry))) return undefined;
  return {
    source: leaves.every((leaf) => dotted(leaf) === dotted(entry)),
    valueOf: (file) =>
      isSource(file) ? mapLeaves(value, (leaf) => targetFor(leaf, entry)!(file)) : undefined,
  };
}

/** What a manifest exports under a subpath; `main`, `module` and `types` where it has no `exports`. */
export function exportedValue(manifest: Json, subpath: string): unknown {
  const { exports } = manifest;
  if (typeof exports === "string" || Array.isArray(exports)) return subpath === "." ? exports : undefined;
  if (isObject(exports)) {
    const bySubpath = Object.keys(exports).some((key) => key.startsWith("."));
    return bySubpath ? exports[subpath] : subpath === "." ? exports : undefined;
  }
  if (subpath !== ".") return undefined;
  const types = manifest["types"] ?? manifest["typings"];
  const entries = [
    ["types", types],
    ["import", manifest["module"]],
    ["default", manifest["main"]],
  ].flatMap(([key, path]): [string, string][] =>
    typeof path === "string" ? [[String(key), wholePath(path, key === "types" ? ".d.ts" : ".js")]] : [],
  );
  if (entries.length === 0) return undefined;
  const targets = entries.map(([key, path]) => [key, dotted(path)] as const);
  return targets.length === 1 ? targets[0]![1] : objectOf(targets);
}

/** `main` may be a folder or leave out the extension; `exports` may not. */
function wholePath(path: string, extension: string): string {
  const name = path.replace(/^\.\//, "").replace(/\/+$/, "");
  if (/\.[a-z]+$/i.test(name)) return path;
  const isFolder = path.endsWith("/") || !name.includes("/");
  return isFolder && name !== "index" ? `./${name}/index${extension}` : `./${name}${extension}`;
}

type Target = (file: string) => string | undefined;

/** Where the build puts a file, if it puts `entry` at `leaf`; all are package-relative. */
export function targetFor(leaf: string, entry: string): Target | undefined {
  const path = leaf.replace(/^\.\//, "");
  if (path === entry) return dotted;
  const emitted = stem(path).split("/");
  const source = stem(entry).split("/");
  let shared = 0;
  while (
    shared < emitted.length &&
    shared < source.length &&
    emitted.at(-1 - shared) === source.at(-1 - shared)
  )
    shared += 1;
  if (shared === 0) return undefined;
  const into = emitted.slice(0, -shared);
  const out = source.slice(0, -shared);
  const extension = path.slice(stem(path).length);
  return (file) => {
    const segments = stem(file).split("/");
    if (out.some((segment, at) => segments[at] !== segment) || segments.length <= out.length)
      return undefined;
    return dotted([...into, ...segments.slice(out.length)].join("/")) + emittedExtension(extension, file);
  };
}

/** `.mts` becomes `.mjs`, whatever the entry became. */
function emittedExtension(like: string, file: string): string {
  const kind = /\.([cm])[jt]s$/.exec(file)?.[1];
  return kind ? like.replace(/\.[cm]?([jt]s)$/, `.${kind}$1`) : like;
}

function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return isObject(value) ? Object.values(value).flatMap(leavesOf) : [];
}

function mapLeaves(value: unknown, map: (leaf: string) => string | undefined): unknown {
  if (typeof value === "string") return map(value);
  if (Array.isArray(value)) {
    const list = value.map((item) => mapLeaves(item, map));
    return list.includes(undefined) ? undefined : list;
  }
  if (!isObject(value)) return value;
  const entries: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const mapped = mapLeaves(item, map);
    if (mapped === undefined) return undefined;
    entries.push([key, mapped]);
  }
  return objectOf(entries);
}
