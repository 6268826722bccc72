import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fail, ok, type Result } from "@sixty/model";
import { openFiles } from "../cache/files.ts";
import { readJson } from "./json.ts";
import { workspaceGlobs } from "./manifest.ts";

/**
 * The nearest folder, from `cwd` upwards, that is the root of a workspace: it holds `nx.json`,
 * `pnpm-workspace.yaml`, a `package.json` with `workspaces`, or a `turbo.json` that extends no other.
 *
 * @returns an absolute path, or `NO_WORKSPACE`
 */
export async function findRoot(cwd: string): Promise<Result<string>> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (await isRoot(folder)) return ok(folder);
    if (dirname(folder) === folder) break;
  }
  return fail({
    code: "NO_WORKSPACE",
    what: "Found no workspace here or in any folder above",
    where: cwd,
    fix: "Run it inside an Nx, Turborepo, pnpm, npm or yarn workspace, or name one with --cwd.",
  });
}

async function isRoot(folder: string): Promise<boolean> {
  if (isFile(join(folder, "nx.json")) || isFile(join(folder, "pnpm-workspace.yaml"))) return true;
  const files = openFiles(folder);
  if (isFile(join(folder, "package.json"))) {
    const manifest = await readJson(files, "package.json");
    if (manifest.ok && manifest.value !== undefined && workspaceGlobs(manifest.value)) return true;
  }
  if (!isFile(join(folder, "turbo.json"))) return false;
  const turbo = await readJson(files, "turbo.json");
  return turbo.ok && turbo.value?.["extends"] === undefined;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
