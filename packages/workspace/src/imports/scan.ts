import { posix } from "node:path";
import type { Package } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import { openResolve } from "./resolve.ts";
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
  const taken = new Map<string, Taken>();
  for (const one of packages) {
    const bySource = new Set<string>();
    const byTests = new Set<string>();
    const workspace = new Set<string>();
    for (const path of sourcesOf(files, one.root, roots)) {
      const isTest = TEST.test(`/${one.root === "." ? path : path.slice(one.root.length + 1)}`);
      for (const specifier of specifiersOf(path, files.text(path) ?? "")) {
        const target = resolve(path, specifier);
        if (target?.kind === "package") (isTest ? byTests : bySource).add(target.name);
        if (target?.kind === "path") workspace.add(globFor(target.path, roots));
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
 * The highest folder on the way to the path that holds no package, as a whole: what its files import in turn is
 * not followed. A file that has no such folder stands for itself, whatever its extension.
 */
function globFor(path: string, roots: ReadonlySet<string>): string {
  const segments = posix.normalize(path).split("/");
  for (let length = 1; length < segments.length; length++) {
    const folder = segments.slice(0, length).join("/");
    if (![...roots].some((root) => root.startsWith(`${folder}/`))) return `${escapeGlob(folder)}/**/*`;
  }
  return `${escapeGlob(path.replace(/\.[cm]?[jt]sx?$/, ""))}{,.*}`;
}

function escapeGlob(path: string): string {
  return path.replace(/[*?[\]{}()!+@\\]/g, "\\$&");
}
