/** What tsconfigs may make of bare specifiers in some files. */
export interface Scope {
  /** Keys of `paths`. */
  readonly patterns: readonly string[];
  /** Folders of `baseUrl`, workspace-relative. */
  readonly baseUrls: readonly string[];
  /** More may be aliases: a tsconfig refers to or extends one that is not known, or has a `baseUrl` outside. */
  readonly everything: boolean;
}

/** One tsconfig. */
export interface Governing extends Scope {
  /** Workspace-relative, as all paths here. */
  readonly path: string;
  readonly folder: string;
  /** Tsconfigs that it refers to. */
  readonly refers: readonly string[];
}

/**
 * Says what may be an alias in a folder's files. A file is governed by the tsconfigs of its own folder and of those
 * above, and by all that these refer to: one of them is the file's, the others do no harm here.
 */
export function createScopes(configs: readonly Governing[]): (folder: string) => Scope | undefined {
  const byPath = new Map(configs.map((one) => [one.path, one]));
  const byFolder = new Map<string, Governing[]>();
  for (const one of configs) byFolder.set(one.folder, [...(byFolder.get(one.folder) ?? []), one]);
  const known = new Map<string, Scope | undefined>();
  const scopeOf = (folder: string): Scope | undefined => {
    if (known.has(folder)) return known.get(folder);
    const own = referred(byFolder.get(folder) ?? [], byPath).filter(says);
    const above = folder === "" ? undefined : scopeOf(folder.slice(0, Math.max(0, folder.lastIndexOf("/"))));
    const all = above ? [...own, above] : own;
    const scope = own.length === 0 ? above : union(all);
    known.set(folder, scope);
    return scope;
  };
  return scopeOf;
}

/** Some tsconfigs and all that they refer to, directly or not. */
function referred(
  configs: readonly Governing[],
  byPath: ReadonlyMap<string, Governing>,
): readonly Governing[] {
  const all = new Set(configs);
  for (const { refers } of all)
    for (const path of refers) {
      const one = byPath.get(path);
      if (one) all.add(one);
    }
  return [...all];
}

function says({ patterns, baseUrls, everything }: Scope): boolean {
  return everything || patterns.length > 0 || baseUrls.length > 0;
}

function union(scopes: readonly Scope[]): Scope {
  return {
    patterns: [...new Set(scopes.flatMap(({ patterns }) => patterns))].sort(),
    baseUrls: [...new Set(scopes.flatMap(({ baseUrls }) => baseUrls))].sort(),
    everything: scopes.some(({ everything }) => everything),
  };
}
