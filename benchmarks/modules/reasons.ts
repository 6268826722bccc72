import { existsSync, realpathSync } from "node:fs";
import { join, posix } from "node:path";
import type { Compared, Edge, OurEdge } from "./classify.ts";
import { createJudge } from "./judge.ts";

/** Of a difference that no rule accounts for: one of the two is wrong. */
export const UNEXPLAINED = "UNEXPLAINED";

const KINDS: Readonly<Record<string, string>> = {
  sibling:
    "a file that stands for another by its name (`.d.ts` beside `.js`, `__mocks__`): no specifier says so",
  mock: "named in a mock, for the peer a string like any",
  resolve: "named in `require.resolve` or its like, for the peer a string like any",
  reference: "named in a `/// <reference>` or `declare module`, which the peer does not read",
  "import-type": 'named in a type, `import("x").T`, which the peer does not read',
  url: "named in `new URL(…, import.meta.url)`, for the peer a string like any",
  glob: "matches an `import.meta.glob`, for the peer a string like any",
};
const TWO =
  "two files that differ in their extension alone: we take the one that is named, the peer the other";
const LINK = "through a symbolic link: we name the file behind it, the peer the link";
const WRAPPER =
  "a workspace package by its name: we take its source, the peer the listed file that loads what is built of it";

/** Rules of why an edge is on one side alone; each holds by what can be looked up, none by there being no other. */
export function createReasons(
  { root, packages, peers }: Compared,
  ours: readonly OurEdge[],
  onlyTheirs: readonly Edge[],
): { ours(edge: OurEdge): string; theirs(edge: Edge): string } {
  const byName = new Map(packages.map((one) => [one.name, one]));
  const ourFrom = groupBy(ours);
  const theirFrom = groupBy(onlyTheirs);
  const judge = createJudge(root, peers);
  const owner = (path: string) =>
    packages.reduce<string | undefined>(
      (best, one) =>
        path.startsWith(`${one.root}/`) && one.root.length > (best?.length ?? -1) ? one.root : best,
      undefined,
    );
  const named = ({ from, specifier }: OurEdge) => posix.join(posix.dirname(from), withoutQuery(specifier));
  const real = (path: string) => {
    const place = join(root, path);
    return existsSync(place) ? realpathSync(place) : undefined;
  };
  /** Why the same import leads to one file for us and to another for the peer. */
  const otherwise = (our: OurEdge, their: Edge): string | undefined => {
    if (stem(our.to) === stem(their.to)) return TWO;
    if (real(their.to) === real(our.to)) return LINK;
    const name = byName.get(nameOf(our.specifier));
    return name && owner(our.to) === name.root && owner(their.to) === name.root ? WRAPPER : undefined;
  };

  const bare = (edge: OurEdge): string => {
    if (edge.specifier.startsWith("#")) return "by an entry of `imports`, which leads to what is built";
    const name = nameOf(edge.specifier);
    const member = byName.get(name);
    if (!member)
      return judge(edge)
        ? "by an alias of a tsconfig; TypeScript finds the same file, the peer was not told of it"
        : UNEXPLAINED;
    if (owner(edge.to) !== member.root && !judge(edge)) return UNEXPLAINED;
    if (owner(edge.from) === member.root) return "a package's own name, mapped to its source";
    return isLinked(root, edge.from, name)
      ? "a workspace package by its name: the peer ends in node_modules, at what is built of it or, not built, nowhere"
      : "a workspace package by its name, not installed where it is imported: the peer finds nothing";
  };
  const relative = (edge: OurEdge): string => {
    const path = named(edge);
    if (/[?#]/.test(edge.specifier) && path === edge.to) return "with a query for a bundler (`?raw`)";
    const linked = real(path);
    if (linked !== undefined && linked === real(edge.to) && path !== edge.to) return LINK;
    if (!existsSync(join(root, path)) || linked !== join(realpathSync(root), path)) {
      const fromScript = /\.[cm]?jsx?$/.test(edge.from) && /\.[cm]?tsx?$/.test(edge.to);
      if (stem(path) === stem(edge.to) && fromScript)
        return "from JavaScript to TypeScript, where the peer looks for JavaScript alone";
      if (stem(path) === stem(edge.to) && edge.kind === "require" && /\.[cm]?tsx?$/.test(edge.from))
        return "`require` in TypeScript, where the peer reads `import` alone";
    }
    if (stem(path) !== stem(edge.to) && owner(path) === owner(edge.to) && /\/(?:dist|build)\//.test(path))
      return "a path to what is built, mapped to its source";
    return UNEXPLAINED;
  };
  return {
    ours(edge) {
      const kind = KINDS[edge.kind];
      if (kind) return kind;
      for (const their of theirFrom.get(edge.from) ?? []) {
        if (their.specifier !== undefined && their.specifier !== edge.specifier) continue;
        const reason = otherwise(edge, their);
        if (reason) return reason;
      }
      return /^\.{1,2}(?:\/|$)/.test(edge.specifier) ? relative(edge) : bare(edge);
    },
    theirs(edge) {
      for (const our of ourFrom.get(edge.from) ?? []) {
        if (edge.specifier !== undefined && our.specifier !== edge.specifier) continue;
        const reason = otherwise(our, edge);
        if (reason) return reason;
      }
      return UNEXPLAINED;
    },
  };
}

function groupBy<T extends Edge>(edges: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const edge of edges) {
    const group = groups.get(edge.from);
    if (group) group.push(edge);
    else groups.set(edge.from, [edge]);
  }
  return groups;
}

function isLinked(root: string, from: string, name: string): boolean {
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    if (existsSync(join(root, folder, "node_modules", name))) return true;
    if (folder === ".") return false;
  }
}

function nameOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function stem(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
}

function withoutQuery(specifier: string): string {
  return specifier.replace(/[?#].*$/, "");
}
