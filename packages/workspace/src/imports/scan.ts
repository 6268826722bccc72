import { posix } from "node:path";
import type { Package } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import { mayTake } from "./literals.ts";
import { openResolve, type Target } from "./resolve.ts";
import { sourcesOf } from "./sources.ts";
import { openSpecifiers } from "./specifiers.ts";

/** What the files of one package take from outside of it. */
export interface Taken {
  /** Packages imported by tests only, and by any other file; sorted. */
  readonly byTests: readonly string[];
  readonly bySource: readonly string[];
  /** Globs over files that are in no package, workspace-relative, sorted. */
  readonly workspace: readonly string[];
}

const TEST = /\.(?:test|spec|test-d|bench)\.[cm]?[jt]sx?$|\/(?:__tests__|tests?|__mocks__)\//;

/** Reads every source file of the given packages; `all` are the packages that can be imported. */
export async function scanImports(
  files: Files,
  packages: readonly Package[],
  all: readonly Package[],
): Promise<ReadonlyMap<string, Taken>> {
  const specifiersOf = await openSpecifiers();
  const resolve = await openResolve(files, all);
  const roots = new Set(all.map((one) => one.root));
  const globFor = openGlobs(roots);
  const taken = new Map<string, Taken>();
  for (const one of packages) {
    const bySource = new Set<string>();
    const byTests = new Set<string>();
    const workspace = new Set<string>();
    for (const path of sourcesOf(files, one.root, roots)) {
      const isTest = TEST.test(`/${one.root === "." ? path : path.slice(one.root.length + 1)}`);
      const isNew = (target: Target | undefined) => {
        if (target?.kind === "path") return !workspace.has(globFor(target.path));
        return target !== undefined && !bySource.has(target.name) && !(isTest && byTests.has(target.name));
      };
      const text = files.text(path) ?? "";
      // Most files take nothing from outside that another has not taken before.
      if (!mayTake(text, (specifier) => isNew(resolve(path, specifier)))) continue;
      for (const specifier of specifiersOf(path, text)) {
        const target = resolve(path, specifier);
        if (target?.kind === "package") (isTest ? byTests : bySource).add(target.name);
        if (target?.kind === "path") workspace.add(globFor(target.path));
      }
    }
    taken.set(one.name, {
      bySource: [...bySource].sort(),
      byTests: [...byTests].filter((name) => !bySource.has(name)).sort(),
      workspace: [...workspace].sort(),
    });
  }
  return taken;
}

/**
 * The highest folder on the way to a path that holds no package, as a whole: what its files import in turn is
 * not followed. A file that has no such folder stands for itself, whatever its extension.
 */
function openGlobs(roots: ReadonlySet<string>): (path: string) => string {
  const above = new Set<string>();
  for (const root of roots) for (const folder of foldersAbove(root)) above.add(folder);
  return (path) => {
    const free = foldersAbove(posix.normalize(path)).find((folder) => !above.has(folder));
    return free === undefined
      ? `${escapeGlob(path.replace(/\.[cm]?[jt]sx?$/, ""))}{,.*}`
      : `${escapeGlob(free)}/**/*`;
  };
}

/** The highest first. */
function foldersAbove(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.slice(1).map((_, at) => segments.slice(0, at + 1).join("/"));
}

function escapeGlob(path: string): string {
  return path.replace(/[*?[\]{}()!+@\\]/g, "\\$&");
}
