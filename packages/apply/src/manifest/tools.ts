import type { Part } from "@sixty/model";
import { takesConfig } from "./config-names.ts";
import type { ManifestContext } from "./package-json.ts";
import { type Json, objectOf, stringMap } from "./read.ts";
import { partScripts } from "./scripts.ts";

/** What code is compiled by or against needs no word of it anywhere. */
const ALWAYS = new Set(["typescript", "@types/node"]);

/**
 * The old package's tools (development dependencies that no file imports) that are of use to a part: not one that
 * only scripts and configuration name which the part does not get, nor what only goes with such a one. What other
 * parts' files import is one where the part's own scripts and configuration name it.
 *
 * @param kept other dependencies of the part: what they want beside them stays
 */
export function toolsOf(part: Part, kept: readonly string[], context: ManifestContext): string[] {
  const listed = [...stringMap(context.old.data["devDependencies"]).keys()];
  const named = mentions(part, context);
  const tools = listed.filter(
    (name) =>
      !kept.includes(name) &&
      name !== context.placement.name &&
      (isTool(name, context) || named(name) === "here"),
  );
  const useless = new Set(tools.filter((name) => !ALWAYS.has(name) && named(name) === "elsewhere"));
  for (const name of tools) {
    const silent = !ALWAYS.has(name) && named(name) === "nowhere";
    if (silent && companionsOf(name, context).some((one) => useless.has(one))) useless.add(name);
  }
  const staying = [...kept, ...tools.filter((name) => !useless.has(name))];
  const wanted = new Set(staying.flatMap((name) => peersOf(name, context)));
  return tools.filter((name) => !useless.has(name) || wanted.has(name));
}

/** `@types/x` goes with `x`, `@types/scope__x` with `@scope/x`. */
export function usesTypesOf(name: string, ...used: ReadonlySet<string>[]): boolean {
  const typed = typedBy(name);
  return typed !== undefined && used.some((set) => set.has(typed));
}

/** A development dependency that no file of the old package imports: a compiler, a runner, a preset. */
function isTool(name: string, { usedAnywhere }: ManifestContext): boolean {
  return !usedAnywhere.has(name) && !usesTypesOf(name, usedAnywhere);
}

/** Where a tool is named: in what the part gets, only in what it does not get, or nowhere. */
function mentions(part: Part, context: ManifestContext): (name: string) => "here" | "elsewhere" | "nowhere" {
  const { old, configs, shape } = context;
  const scripts = partScripts(part, context) ?? {};
  const here: string[] = [];
  const elsewhere: string[] = [];
  for (const [name, script] of stringMap(old.data["scripts"]))
    (name in scripts ? here : elsewhere).push(script);
  for (const [name, text] of configs)
    (/^tsconfig\b/.test(name) || takesConfig(name, part, shape) ? here : elsewhere).push(text);
  here.push(JSON.stringify(objectOf(Object.entries(old.data).filter(([key]) => !LISTS.has(key)))));
  return (name) => {
    const words = wordsFor(name, context);
    const isIn = (text: string) => words.some((word) => hasWord(text, word));
    if (here.some(isIn)) return "here";
    return elsewhere.some(isIn) ? "elsewhere" : "nowhere";
  };
}

/** Fields that name no use of a tool. */
const LISTS = new Set([
  "name",
  "description",
  "keywords",
  "scripts",
  "dependencies",
  "devDependencies",
  "peerDependencies",
  "peerDependenciesMeta",
  "optionalDependencies",
]);

/** What a tool goes by: its name, without scope too, its programs, and for types the name of what they are of. */
function wordsFor(name: string, context: ManifestContext): string[] {
  const bin = context.installed(name)?.["bin"];
  const programs = typeof bin === "object" && bin !== null ? Object.keys(bin) : [];
  return [name, name.slice(name.indexOf("/") + 1), ...programs, typedBy(name) ?? name];
}

function hasWord(text: string, word: string): boolean {
  const isPart = (at: number) => /[\w-]/.test(text[at] ?? "");
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isPart(at - 1) && !isPart(at + word.length)) return true;
  return false;
}

/** What a tool that nothing names is there for: `@vitest/ui` for vitest, `@types/jest` for jest. */
function companionsOf(name: string, context: ManifestContext): string[] {
  return [...peersOf(name, context), typedBy(name) ?? ""];
}

function peersOf(name: string, { installed }: ManifestContext): string[] {
  const manifest: Json = installed(name) ?? {};
  return [...stringMap(manifest["peerDependencies"]).keys()];
}

function typedBy(name: string): string | undefined {
  if (!name.startsWith("@types/")) return undefined;
  const bare = name.slice("@types/".length);
  return bare.includes("__") ? `@${bare.replace("__", "/")}` : bare;
}
