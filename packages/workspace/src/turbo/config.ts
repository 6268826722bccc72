import { ok, type Result } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import { isObject, type JsonObject, readJson, strings } from "../manifests/json.ts";

export interface TurboConfig {
  /** Names of tasks that are defined anywhere, without their package. */
  readonly tasks: ReadonlySet<string>;
  /** Globs over files that count for every task. */
  readonly shared: readonly string[];
  /**
   * The inputs of a task hold `$TURBO_DEFAULT$`, by what the package's own file says, else the root's.
   * Later versions leave the word out of what the dry run tells.
   */
  readonly takesDefault: (root: string, name: string, task: string) => boolean;
}

const DEFAULT = "$TURBO_DEFAULT$";

/** `turbo.json` (or `.jsonc`) of the root and of each package. */
export async function readTurboConfig(files: Files, roots: readonly string[]): Promise<Result<TurboConfig>> {
  const tasks = new Set<string>();
  const shared = ["turbo.json"];
  const inputs = new Map<string, readonly string[]>();
  for (const root of ["", ...roots.map((folder) => `${folder}/`)]) {
    const read = await readEither(files, root);
    if (!read.ok) return read;
    const defined = read.value?.["tasks"] ?? read.value?.["pipeline"];
    for (const [name, task] of isObject(defined) ? Object.entries(defined) : []) {
      tasks.add(name.split("#").at(-1)!);
      if (isObject(task) && Array.isArray(task["inputs"]))
        inputs.set(`${root}\0${name}`, strings(task["inputs"]));
    }
    if (root === "") shared.push(...strings(read.value?.["globalDependencies"]));
  }
  const takesDefault = (root: string, name: string, task: string) => {
    const keys = [`${root}/\0${task}`, `\0${name}#${task}`, `\0${task}`];
    const lists = keys.flatMap((key) => (inputs.has(key) ? [inputs.get(key)!] : []));
    const inherits = lists[0]?.includes("$TURBO_EXTENDS$") === true;
    return (inherits ? lists.flat() : (lists[0] ?? [])).includes(DEFAULT);
  };
  return ok({ tasks, shared, takesDefault });
}

async function readEither(files: Files, root: string): Promise<Result<JsonObject | undefined>> {
  const read = await readJson(files, `${root}turbo.json`);
  return !read.ok || read.value !== undefined ? read : readJson(files, `${root}turbo.jsonc`);
}
