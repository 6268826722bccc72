import { posix } from "node:path";
import type { Manifest } from "./manifest.ts";
import type { Members } from "./members.ts";

/** Members that a member depends on, each once, by the strongest kind; sorted. */
export interface Links {
  /** By `dependencies` and `optionalDependencies`. */
  readonly hard: readonly string[];
  /** By `peerDependencies`. */
  readonly peer: readonly string[];
  /** By `devDependencies` alone. */
  readonly dev: readonly string[];
}

type Member = Members["members"][number];

/**
 * Which dependencies are links to members: those by `workspace:`, `link:`, `file:` and `portal:`, those by a
 * range (also a catalog's) that the member's version satisfies.
 */
export async function linksOf(workspace: Members): Promise<ReadonlyMap<string, Links>> {
  const { default: semver } = await import("semver");
  // Of two with one name the first counts.
  const byNpmName = new Map(workspace.members.toReversed().map((member) => [npmName(member), member]));
  const byRoot = new Map(workspace.members.map((member) => [member.root, member]));

  const target = (from: Manifest, name: string, written: string): Member | undefined => {
    const range = fromCatalog(workspace.catalogs, name, written);
    const path = /^(?:workspace|link|file|portal):(\.{0,2}\/.*|\.{1,2})$/.exec(range)?.[1];
    if (path !== undefined) return byRoot.get(posix.join(from.root, path).replace(/\/+$/, ""));
    if (range.startsWith("workspace:")) {
      const alias = /^workspace:(@?[^@]+)@/.exec(range)?.[1];
      return byNpmName.get(alias ?? name);
    }
    const member = byNpmName.get(name);
    if (member === undefined || /^[a-z+]+:/i.test(range))
      return range.startsWith("catalog:") ? member : undefined;
    const version = member.version ?? "0.0.0";
    return semver.satisfies(version, range, { includePrerelease: true }) ? member : undefined;
  };

  const links = new Map<string, Links>();
  for (const member of workspace.members) {
    const linked = (dependencies: ReadonlyMap<string, string>) =>
      [...dependencies].flatMap(([name, range]) => target(member, name, range)?.name ?? []);
    const seen = new Set([member.name]);
    const [hard, peer, dev] = [member.dependencies, member.peerDependencies, member.devDependencies].map(
      (dependencies) =>
        linked(dependencies)
          .filter((name) => !seen.has(name) && seen.add(name))
          .sort(),
    );
    links.set(member.name, { hard: hard!, peer: peer!, dev: dev! });
  }
  return links;
}

/** What others import it by: `name` of its manifest even where a duplicate made it go by its folder. */
function npmName(member: Member): string {
  const name = member.json["name"];
  return typeof name === "string" ? name : member.name;
}

/** The range behind `catalog:` or `catalog:NAME`; as it is when there is no such entry. */
function fromCatalog(catalogs: Members["catalogs"], name: string, range: string): string {
  if (!range.startsWith("catalog:")) return range;
  const catalog = range.slice("catalog:".length).trim() || "default";
  return catalogs.get(catalog)?.get(name) ?? range;
}
