import { posix } from "node:path";
import type { Workspace } from "@sixty/model";
import { parse } from "jsonc-parser";
import { isObject } from "../manifest/read.ts";
import { isRelative, join } from "../paths.ts";
import { decode } from "../text.ts";
import type { Tree } from "../tree.ts";
import { tsconfigNames } from "./tsconfig.ts";

/** The tsconfig files of the workspace that those in a folder extend, directly or not, by path or by a package's name. */
export function inheritedBy(root: string, workspace: Workspace, tree: Tree): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = tsconfigNames(tree, root).map((name) => join(root, name));
  for (const path of queue)
    for (const base of extendedBy(path, workspace, tree)) {
      if (found.has(base)) continue;
      found.add(base);
      queue.push(base);
    }
  return found;
}

function extendedBy(path: string, workspace: Workspace, tree: Tree): string[] {
  const text = decode(tree.read(path) ?? new Uint8Array(), path);
  const data: unknown = text.ok ? parse(text.value.replace(/^\uFEFF/, "")) : undefined;
  const value = isObject(data) ? data["extends"] : undefined;
  return [value]
    .flat()
    .flatMap((one) => (typeof one === "string" ? (fileOf(one, path, workspace) ?? []) : []));
}

function fileOf(written: string, from: string, workspace: Workspace): string | undefined {
  const named = written.endsWith(".json") ? written : `${written}.json`;
  if (isRelative(written)) return join(posix.dirname(from), named);
  const owner = workspace.packages.find((one) => written.startsWith(`${one.npmName ?? one.name}/`));
  return owner && join(owner.root, named.slice((owner.npmName ?? owner.name).length + 1));
}
