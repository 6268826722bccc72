import { fail, ok, type Result } from "@sixty/model";
import { parse } from "jsonc-parser";
import { join } from "../paths.ts";
import { decode } from "../text.ts";
import type { Tree } from "../tree.ts";

export type Json = Record<string, unknown>;

export interface JsonFile {
  readonly path: string;
  readonly text: string;
  readonly data: Json;
}

export const SECTIONS = [
  "dependencies",
  "devDependencies",
  "peerDependencies",
  "optionalDependencies",
] as const;
export type Section = (typeof SECTIONS)[number];

/** A JSON file with comments; undefined when there is none. */
export function readJson(tree: Tree, path: string): Result<JsonFile | undefined> {
  const bytes = tree.read(path);
  if (!bytes) return ok(undefined);
  const text = decode(bytes, path);
  if (!text.ok) return text;
  const data: unknown = parse(text.value.replace(/^\uFEFF/, ""));
  if (isObject(data)) return ok({ path, text: text.value, data });
  return fail({
    code: "BAD_JSON",
    what: "The file does not hold a JSON object",
    where: path,
    fix: "Mend it.",
  });
}

export function readManifest(tree: Tree, root: string): Result<JsonFile | undefined> {
  return readJson(tree, join(root, "package.json"));
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** String entries of a field that maps names to strings; names such as `__proto__` are safe. */
export function stringMap(value: unknown): Map<string, string> {
  const map = new Map<string, string>();
  if (isObject(value))
    for (const [key, text] of Object.entries(value)) if (typeof text === "string") map.set(key, text);
  return map;
}

/** An object that keeps the order of `entries`, with no prototype for names to fall into. */
export function objectOf(entries: Iterable<readonly [string, unknown]>): Json {
  const object = Object.create(null) as Json;
  for (const [key, value] of entries) object[key] = value;
  return object;
}
