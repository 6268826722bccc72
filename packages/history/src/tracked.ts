import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ok, type Result } from "@sixty/model";
import { fromCache, toCache } from "./cache.ts";
import type { Env } from "./env.ts";
import { git } from "./git.ts";
import { readRepository } from "./head.ts";

/**
 * Files that git tracks below a folder: sorted, POSIX, relative to it. Read again only when the index changed.
 *
 * @returns `NO_GIT` or `GIT_FAILED`; see {@link walkFiles} for a folder without git
 */
export async function trackedFiles(root: string, env: Env, cacheDir?: string): Promise<Result<string[]>> {
  const key = signature(root, env);
  const file = key === undefined || cacheDir === undefined ? undefined : join(cacheDir, "tracked.json");
  const kept = fromCache<string[]>(file, key ?? "");
  if (kept) return ok(kept);
  const listed = await git(root, ["ls-files", "-z"], env);
  if (!listed.ok) return listed;
  // A path in conflict is listed once a stage.
  const files = [...new Set(listed.value.split("\0").filter((path) => path !== ""))].sort();
  toCache(file, key ?? "", files);
  return ok(files);
}

/** Files below a folder without git: dependencies and hidden folders left out, links not followed. Sorted, POSIX. */
export function walkFiles(root: string): string[] {
  const found: string[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of list(join(root, folder))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) found.push(path);
      else if (entry.isDirectory() && !entry.name.startsWith(".") && !LEFT_OUT.has(entry.name))
        folders.push(path);
    }
  }
  return found.sort();
}

const LEFT_OUT = new Set(["node_modules", "dist", "build", "coverage"]);

function list(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function signature(root: string, env: Env): string | undefined {
  const repository = readRepository(root, env);
  if (!repository) return undefined;
  const index = statSync(join(repository.gitDir, "index"), { throwIfNoEntry: false });
  return index && ["1", root, index.mtimeMs, index.size, index.ino].join("\n");
}
