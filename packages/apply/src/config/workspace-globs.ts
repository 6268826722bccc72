import type { Workspace } from "@sixty/model";
import { parse } from "jsonc-parser";
import picomatch from "picomatch";
import { isMap, isSeq, parseDocument } from "yaml";
import type { Draft } from "../draft.ts";
import { isObject, stringMap } from "../manifest/read.ts";
import { addToJsonArray } from "../manifest/write.ts";
import { byName } from "../paths.ts";

/** Runs a script of every package, without a look at what depends on what. */
const IN_ORDER = /\bnpm\b[^&|;]*\s(-ws|--workspaces)\b|\byarn workspaces run\b/;

/**
 * Adds folders to `pnpm-workspace.yaml` or `workspaces` that none of its patterns covers; comments stay. npm and yarn 1
 * run scripts in the order of that list, and within a pattern by name: where the old folder is listed, or scripts of
 * the root rely on the order, the new ones are named before.
 *
 * @param folders in build order
 * @param old the folder of the package that is split
 */
export function coverFolders(
  folders: readonly string[],
  old: string,
  workspace: Workspace,
  draft: Draft,
): void {
  const yaml = workspace.manager === "pnpm" ? draft.read("pnpm-workspace.yaml") : undefined;
  if (yaml !== undefined) {
    const document = parseDocument(yaml);
    const packages = isMap(document.contents) ? document.contents.get("packages") : undefined;
    if (!isSeq(packages)) return;
    const patterns = packages.toJSON().filter((item: unknown): item is string => typeof item === "string");
    const missing = folders.filter((folder) => !covers(patterns, folder)).sort(byName);
    for (const folder of missing) document.addIn(["packages"], folder);
    if (missing.length > 0) draft.write("pnpm-workspace.yaml", document.toString({ lineWidth: 0 }));
    return;
  }
  const text = draft.read("package.json");
  const data: unknown = text === undefined ? undefined : parse(text.replace(/^\uFEFF/, ""));
  if (text === undefined || !isObject(data)) return;
  const field = data["workspaces"];
  const path = isObject(field) ? ["workspaces", "packages"] : ["workspaces"];
  const list = isObject(field) ? field["packages"] : field;
  if (!Array.isArray(list)) return;
  const patterns = list.filter((item): item is string => typeof item === "string");
  const listed = list.findIndex((item) => typeof item === "string" && bare(item) === old);
  const ordered = listed < 0 && [...stringMap(data["scripts"]).values()].some((one) => IN_ORDER.test(one));
  const place = ordered ? list.findIndex((item) => typeof item === "string" && covers([item], old)) : listed;
  const missing = ordered && place >= 0 ? folders : folders.filter((f) => !covers(patterns, f));
  let next = text;
  for (const [at, folder] of missing.entries())
    next = addToJsonArray(next, path, folder, place < 0 ? undefined : place + at);
  if (next !== text) draft.write("package.json", next);
}

function covers(patterns: readonly string[], folder: string): boolean {
  let covered = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith("!");
    if (picomatch.isMatch(folder, bare(negated ? pattern.slice(1) : pattern))) covered = !negated;
  }
  return covered;
}

function bare(pattern: string): string {
  return pattern.replace(/^\.\//, "").replace(/\/+$/, "");
}
