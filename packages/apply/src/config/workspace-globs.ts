import type { Workspace } from "@sixty/model";
import { parse } from "jsonc-parser";
import picomatch from "picomatch";
import { isMap, isSeq, parseDocument } from "yaml";
import type { Draft } from "../draft.ts";
import { isObject } from "../manifest/read.ts";
import { addToJsonArray } from "../manifest/write.ts";
import { byName } from "../paths.ts";

/** Adds folders to `pnpm-workspace.yaml` or `workspaces` that none of its patterns covers; comments stay. */
export function coverFolders(folders: readonly string[], workspace: Workspace, draft: Draft): void {
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
  let next = text;
  for (const folder of folders.filter((f) => !covers(patterns, f)).sort(byName))
    next = addToJsonArray(next, path, folder);
  if (next !== text) draft.write("package.json", next);
}

function covers(patterns: readonly string[], folder: string): boolean {
  let covered = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith("!");
    const bare = (negated ? pattern.slice(1) : pattern).replace(/^\.\//, "").replace(/\/+$/, "");
    if (picomatch.isMatch(folder, bare)) covered = !negated;
  }
  return covered;
}
