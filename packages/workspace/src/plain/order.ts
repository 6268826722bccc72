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
 * need it. Where packages form a cycle, the `dev` links inside it are left out, then the peer links inside what still
 * is one: a package manager runs scripts in spite of them. A cycle of other links stays, to be reported as one of
 * tasks.
 */
export function buildsBefore(
  links: ReadonlyMap<string, Links>,
  builds: ReadonlyMap<string, string>,
  needed: ReadonlySet<string>,
): Before {
  const all = new Map([...links].map(([name, { hard, peer, dev }]) => [name, [...hard, ...peer, ...dev]]));
  const dev = withoutCycles(all, (name) => links.get(name)!.dev);
  const peer = withoutCycles(dev.next, (name) => links.get(name)!.peer);
  const tasks = new Map([...links.keys()].map((name) => [name, nearest(name, peer.next, builds, needed)]));
  const warnings = [
    ...(dev.cut.length > 0 ? [softCycle("DEV_CYCLE", "devDependencies", dev.cut)] : []),
    ...(peer.cut.length > 0 ? [softCycle("PEER_CYCLE", "peerDependencies", peer.cut)] : []),
  ];
  return { tasks, warnings };
}

type Next = ReadonlyMap<string, readonly string[]>;

/** Links without those of the soft ones that lie inside a cycle. */
function withoutCycles(
  links: Next,
  soft: (name: string) => readonly string[],
): { readonly next: Next; readonly cut: readonly string[] } {
  const component = components([...links.keys()], (name) => links.get(name) ?? []);
  const cut: string[] = [];
  const next = new Map<string, readonly string[]>();
  for (const [name, all] of links) {
    const inside = soft(name).filter((to) => component.get(to) === component.get(name) && all.includes(to));
    cut.push(...inside.map((to) => `${name} → ${to}`));
    next.set(
      name,
      all.filter((to) => !inside.includes(to)),
    );
  }
  return { next, cut };
}

/** Stops at the first package with a build on each way: that build waits for what lies behind it. */
function nearest(
  start: string,
  next: Next,
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

function softCycle(code: string, kind: string, cut: readonly string[]): Problem {
  return {
    code,
    what: `Packages depend on each other through ${kind}: ${cut.join(", ")}`,
    fix: "These links do not order tasks. Break them if a build needs one of them first.",
  };
}
