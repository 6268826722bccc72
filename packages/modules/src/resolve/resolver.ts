import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { EdgeKind } from "@sixty/model";
import type { Aliases } from "./aliases.ts";
import type { Packages } from "./packages.ts";
import { findFile } from "./relative.ts";
import type { Surroundings } from "./surroundings.ts";
import { packageName, type Target } from "./target.ts";

export interface Question {
  /** Importer, workspace-relative. */
  readonly from: string;
  readonly specifier: string;
  readonly kind: EdgeKind;
  /** Relative even without `./`. */
  readonly relative: boolean;
}

export type Resolver = (question: Question) => Target;

/** Answers from the list of files, never from what happens to be built. One answer per folder and specifier is kept. */
export function createResolver(around: Surroundings, packages: Packages, aliases: Aliases): Resolver {
  const known = new Map<string, Target>();
  return (question) => {
    const folder = posix.dirname(question.from);
    const key = `${folder}\0${question.relative ? "." : ""}${question.specifier}`;
    const before = known.get(key);
    if (before) return before;
    const target = answer(question, folder === "." ? "" : folder, around, packages, aliases);
    known.set(key, target);
    return target;
  };
}

function answer(
  { from, specifier, relative }: Question,
  folder: string,
  around: Surroundings,
  packages: Packages,
  alias: Aliases,
): Target {
  if (/^(?:data|https?|blob|file):|^\/\//.test(specifier))
    return missing("A URL, not a file of the workspace");
  if (relative || /^\.{1,2}(?:\/|$)/.test(specifier))
    return relativeTarget(folder, specifier, around, packages);
  if (isBuiltin(specifier) || specifier.startsWith("node:") || specifier.startsWith("bun:"))
    return { to: "external", package: /^[a-z]+:/.test(specifier) ? specifier : `node:${specifier}` };
  const aliased = alias(from, specifier);
  if (aliased !== undefined && !isWorkspaceName(specifier, packages)) return { to: "file", path: aliased };
  if (specifier.startsWith("#"))
    return packages.internal(from, specifier) ?? missing("No entry of `imports` leads to a file");
  if (specifier.startsWith("/")) return missing("An absolute path");
  const target = packages.named(from, plain(specifier), aliased);
  return target ?? missing("Neither a package that is declared or installed, nor a path alias");
}

/** A workspace package may also be aliased: the alias goes to its source, which `named` takes first. */
function isWorkspaceName(specifier: string, packages: Packages): boolean {
  return packages.isMember(packageName(specifier) ?? "");
}

function relativeTarget(folder: string, specifier: string, around: Surroundings, packages: Packages): Target {
  for (const written of [specifier, plain(specifier)]) {
    const path = posix.join(folder, written).replace(/\/$/, "");
    if (path.startsWith("..")) return missing("It lies outside of the workspace");
    const found =
      packages.folder(path) ??
      findFile(path === "." ? "index" : path, around.has) ??
      packages.fromBuilt(path);
    if (found) return { to: "file", path: found };
    const linked = findFile(path, (one) => around.links.has(one));
    const target = linked === undefined ? undefined : around.links.get(linked)!;
    if (target !== undefined && around.has(target)) return { to: "file", path: target };
  }
  const path = posix.join(folder, plain(specifier)).replace(/\/$/, "");
  const other = around.otherCase(path);
  if (other) return missing(`Differs only in case from ${other}`, other);
  if (around.hasFolder(path)) return missing("A folder without an index file", path);
  return missing("No such file");
}

/** Without the `?inline` or `#part` that bundlers take. */
function plain(specifier: string): string {
  return specifier.replace(/(?!^)[?#].*$/, "");
}

function missing(reason: string, target?: string): Target {
  return { to: "missing", reason, ...(target === undefined ? {} : { target }) };
}
