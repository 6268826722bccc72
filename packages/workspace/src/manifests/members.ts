import { ok, type Problem, type Result } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import { isAggregate } from "../targets/script.ts";
import { foldersOf } from "./globs.ts";
import { strings } from "./json.ts";
import { type Manifest, readManifest, workspaceGlobs } from "./manifest.ts";
import { readYaml } from "./yaml.ts";

export interface Members {
  readonly rootManifest: Manifest | undefined;
  /** Sorted by folder; the root last, and only if it has source of its own. Each `name` is unique. */
  readonly members: readonly (Manifest & { readonly name: string })[];
  /** `pnpm-workspace.yaml`: default catalog under `default`. */
  readonly catalogs: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly warnings: readonly Problem[];
}

/** The members of a pnpm, npm or yarn workspace, by the globs of its root. */
export async function readMembers(files: Files): Promise<Result<Members>> {
  const root = await readManifest(files, ".");
  if (!root.ok) return root;
  const yaml = await readYaml(files, "pnpm-workspace.yaml");
  if (!yaml.ok) return yaml;
  const globs =
    yaml.value === undefined
      ? root.value && workspaceGlobs(root.value.json)
      : strings(yaml.value["packages"]);
  const members: (Manifest & { readonly name: string })[] = [];
  const warnings: Problem[] = [];
  const names = new Map<string, string>();
  for (const folder of await foldersOf(files, globs ?? [])) {
    if (folder === ".") continue;
    const manifest = await readManifest(files, folder);
    if (!manifest.ok) return manifest;
    if (manifest.value === undefined) continue;
    const wanted = manifest.value.name;
    const other = wanted === undefined ? undefined : names.get(wanted);
    if (other !== undefined) warnings.push(duplicate(wanted!, folder, other));
    const name = wanted === undefined || other !== undefined ? folder : wanted;
    names.set(name, folder);
    members.push({ ...manifest.value, name });
  }
  const own = root.value === undefined ? undefined : rootMember(files, root.value);
  if (own !== undefined && !names.has(own.name)) members.push(own);
  return ok({ rootManifest: root.value, members, catalogs: catalogsOf(yaml.value ?? {}), warnings });
}

/** The root counts as a package when there is a source file right in its `src`. */
function rootMember(files: Files, manifest: Manifest): (Manifest & { readonly name: string }) | undefined {
  const hasSource = files.list("src", "source").some((name) => !name.endsWith("/"));
  if (!hasSource || manifest.name === undefined) return undefined;
  // Scripts that run other packages' tasks are the workspace's, not the package's.
  const scripts = [...manifest.scripts].filter(([, script]) => !isAggregate(script));
  return { ...manifest, name: manifest.name, scripts: new Map(scripts) };
}

function duplicate(name: string, folder: string, other: string): Problem {
  return {
    code: "DUPLICATE_NAME",
    what: `Two packages are named ${JSON.stringify(name)}: ${other} and ${folder}`,
    where: `${folder}/package.json`,
    fix: "Give one of them another name; until then the second goes by its folder.",
  };
}

function catalogsOf(yaml: Readonly<Record<string, unknown>>): Members["catalogs"] {
  const catalogs = new Map<string, ReadonlyMap<string, string>>();
  const named = yaml["catalogs"];
  if (typeof named === "object" && named !== null) {
    for (const [name, entries] of Object.entries(named)) catalogs.set(name, entriesOf(entries));
  }
  if (yaml["catalog"] !== undefined) catalogs.set("default", entriesOf(yaml["catalog"]));
  return catalogs;
}

function entriesOf(value: unknown): ReadonlyMap<string, string> {
  return new Map(
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([key, range]) => [key, String(range)])
      : [],
  );
}
