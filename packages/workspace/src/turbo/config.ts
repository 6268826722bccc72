import { ok, type Result } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import { isObject, type JsonObject, readJson, strings } from "../manifests/json.ts";

export interface TurboConfig {
  /** Names of tasks that are defined anywhere, without their package. */
  readonly tasks: ReadonlySet<string>;
  /** Globs over files that count for every task. */
  readonly shared: readonly string[];
}

/** `turbo.json` (or `.jsonc`) of the root and of each package. */
export async function readTurboConfig(files: Files, roots: readonly string[]): Promise<Result<TurboConfig>> {
  const tasks = new Set<string>();
  const shared = ["turbo.json"];
  for (const root of ["", ...roots.map((folder) => `${folder}/`)]) {
    const read = await readEither(files, root);
    if (!read.ok) return read;
    const defined = read.value?.["tasks"] ?? read.value?.["pipeline"];
    for (const name of isObject(defined) ? Object.keys(defined) : []) tasks.add(name.split("#").at(-1)!);
    if (root === "") shared.push(...strings(read.value?.["globalDependencies"]));
  }
  return ok({ tasks, shared });
}

async function readEither(files: Files, root: string): Promise<Result<JsonObject | undefined>> {
  const read = await readJson(files, `${root}turbo.json`);
  return !read.ok || read.value !== undefined ? read : readJson(files, `${root}turbo.jsonc`);
}
