import { join, posix, relative, sep } from "node:path";
import { ResolverFactory } from "oxc-resolver";
import type { InstalledPackages } from "./installed.ts";
import type { Manifest } from "./manifest.ts";
import { findNearby } from "./nearby.ts";
import type { Scope } from "./scopes.ts";
import type { Surroundings } from "./surroundings.ts";
import { packageName } from "./target.ts";

/** Says which listed file a bare specifier leads to; undefined when it leads elsewhere or nowhere. */
export type Aliases = (from: string, specifier: string) => string | undefined;

/**
 * Asks the resolver that knows tsconfig `paths`, `baseUrl`, `extends` and `references`, where the answer may be a
 * listed file. It looks at the disk a dozen times for each, and most specifiers name installed packages.
 */
export function createAliases(around: Surroundings, installed: InstalledPackages): Aliases {
  if (!around.tsconfigs.aliases) return () => undefined;
  const maybe = createFilter(around, installed);
  let resolver: ResolverFactory | undefined;
  return (from, specifier) => {
    if (!maybe(from, specifier)) return undefined;
    resolver ??= createResolver(around.conditions);
    const { path } = resolver.resolveFileSync(join(around.root, from), specifier);
    if (path === undefined) return undefined;
    const inside = relative(around.root, path.replace(/[?#].*$/, ""))
      .split(sep)
      .join("/");
    return around.has(inside) ? inside : undefined;
  };
}

/** May a specifier lead to a listed file: by a pattern of `paths`, below a `baseUrl`, or through a package? */
function createFilter(
  around: Surroundings,
  installed: InstalledPackages,
): (from: string, specifier: string) => boolean {
  const declaring = new Set(
    around.members.flatMap(({ manifest }) =>
      manifest?.name !== undefined && offersDeclarations(manifest, around.has) ? [manifest.name] : [],
    ),
  );
  const hidden = findNearby(around.root, "tsconfig.json", around.has);
  const below = new Map<string, boolean>();
  const isBelow = (path: string) => {
    let there = below.get(path);
    if (there === undefined) {
      there = around.under(path).length > 0 || [...around.links.keys()].some((one) => one.startsWith(path));
      below.set(path, there);
    }
    return there;
  };
  const byScope = ({ patterns, baseUrls, everything }: Scope, specifier: string) =>
    everything ||
    patterns.some((pattern) => matches(specifier, pattern)) ||
    baseUrls.some((base) => isBelow(posix.join(base, specifier.split("/", 1)[0]!)));
  return (from, specifier) => {
    const name = packageName(specifier);
    const folder = posix.dirname(from) === "." ? "" : posix.dirname(from);
    const scope = around.tsconfigs.scopeOf(folder);
    return (
      name === undefined ||
      declaring.has(name) ||
      around.manifestOf(from)?.name === name ||
      (scope !== undefined && byScope(scope, specifier)) ||
      hidden(folder) ||
      installed.insideFrom(folder, name)
    );
  };
}

/** Does an entry point of a package lead to a listed declaration? Where none does, its manifest says all. */
function offersDeclarations({ folder, exports, mains }: Manifest, has: (path: string) => boolean): boolean {
  const targets = JSON.stringify([exports, mains]).match(/[^"]+\.d\.[cm]?ts(?=")/g) ?? [];
  return targets.some((target) => target.includes("*") || has(posix.join(folder, target)));
}

function matches(specifier: string, pattern: string): boolean {
  const [before, after] = pattern.split("*") as [string, string?];
  if (after === undefined) return specifier === before;
  return (
    specifier.length >= before.length + after.length &&
    specifier.startsWith(before) &&
    specifier.endsWith(after)
  );
}

function createResolver(conditions: readonly string[]): ResolverFactory {
  return new ResolverFactory({
    tsconfig: "auto",
    conditionNames: [...conditions, "node", "import", "require", "default"],
    mainFields: ["source", "types", "module", "main"],
    extensions: [
      ".ts",
      ".tsx",
      ".mts",
      ".cts",
      ".js",
      ".jsx",
      ".mjs",
      ".cjs",
      ".d.ts",
      ".json",
      ".vue",
      ".svelte",
    ],
    extensionAlias: {
      ".js": [".ts", ".tsx", ".js", ".jsx"],
      ".jsx": [".tsx", ".jsx"],
      ".mjs": [".mts", ".mjs"],
      ".cjs": [".cts", ".cjs"],
    },
    nodePath: false,
  });
}
