import { posix } from "node:path";
import type { Problem } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import { components } from "../graph.ts";
import { isObject } from "../manifests/json.ts";
import type { Links } from "../manifests/links.ts";
import type { Manifest } from "../manifests/manifest.ts";

export interface Before {
  /** Package to the build tasks that its own tasks wait for, sorted. */
  readonly tasks: ReadonlyMap<string, readonly string[]>;
  readonly warnings: readonly Problem[];
}

/**
 * The builds that a package's tasks wait for: those of its nearest dependencies that have one and whose users
 * need it. Where packages form a cycle, the `dev` links inside it are left out, as package managers do; a cycle
 * of other links stays, to be reported as one of tasks.
 */
export function buildsBefore(
  links: ReadonlyMap<string, Links>,
  builds: ReadonlyMap<string, string>,
  needed: ReadonlySet<string>,
): Before {
  const names = [...links.keys()];
  const all = (name: string) => [...(links.get(name)?.hard ?? []), ...(links.get(name)?.dev ?? [])];
  const component = components(names, all);
  const cut: string[] = [];
  const next = new Map<string, readonly string[]>();
  for (const name of names) {
    const { hard, dev } = links.get(name)!;
    const inside = dev.filter((to) => component.get(to) === component.get(name));
    if (inside.length > 0) cut.push(...inside.map((to) => `${name} → ${to}`));
    next.set(name, [...hard, ...dev.filter((to) => !inside.includes(to))]);
  }
  const tasks = new Map(names.map((name) => [name, nearest(name, next, builds, needed)]));
  const warnings: Problem[] = cut.length === 0 ? [] : [devCycle(cut)];
  return { tasks, warnings };
}

/** Stops at the first package with a build on each way: that build waits for what lies behind it. */
function nearest(
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
  builds: ReadonlyMap<string, string>,
  needed: ReadonlySet<string>,
): readonly string[] {
  const found = new Set<string>();
  const seen = new Set([start]);
  const queue = [...(next.get(start) ?? [])];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const build = builds.get(name);
    if (build !== undefined && needed.has(name)) found.add(build);
    else queue.push(...(next.get(name) ?? []));
  }
  return [...found].sort();
}

/** Its users see built files: no entry point of it is a source file that is there. */
export function needsBuild(files: Files, manifest: Manifest): boolean {
  const { json } = manifest;
  const exports = json["exports"];
  const entry = first(isObject(exports) && "." in exports ? exports["."] : exports) ?? first(json["main"]);
  if (entry === undefined || !/(?<!\.d)\.[cm]?tsx?$/.test(entry)) return true;
  return !files.exists(posix.join(manifest.root, entry));
}

/** What a default import of the package gets: the first condition that is not for types. */
function first(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!isObject(value)) return undefined;
  for (const condition of ["import", "module", "node", "default", "require"]) {
    const found = first(value[condition]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function devCycle(cut: readonly string[]): Problem {
  return {
    code: "DEV_CYCLE",
    what: `Packages depend on each other through devDependencies: ${cut.join(", ")}`,
    fix: "These links do not order tasks. Break them if a build needs one of them first.",
  };
}
