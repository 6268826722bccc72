import type { Workspace } from "@sixty/model";
import { isObject } from "../manifest/read.ts";
import { isRelative } from "../paths.ts";
import type { Tree } from "../tree.ts";
import { type Declared, type Meaning, parseDeclared } from "./parse.ts";
import { entryTypes, type Mode, manifestAt, typesOf } from "./resolve.ts";

/** What a package's emitted declarations offer to outside users. */
export interface DeclaredSurface {
  /** By entry and condition (`./errors import`), then by name: what it means, or the package outside that has it. */
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Other packages of the workspace that the package's own declarations name. */
  readonly uses: ReadonlySet<string>;
}

/** Reads the declarations that the last build put in place; undefined where there are none. */
export function declaredSurface(
  workspace: Workspace,
  packageName: string,
  tree: Tree,
): DeclaredSurface | undefined {
  const found = workspace.packages.find((one) => one.name === packageName || one.npmName === packageName);
  if (!found) return undefined;
  const manifest = manifestAt(found.root, tree);
  const { exports } = manifest;
  const subpaths = isObject(exports) ? Object.keys(exports).filter((key) => key.startsWith(".")) : [];
  const reader = createReader(workspace, tree);
  const entries = new Map<string, ReadonlyMap<string, string>>();
  const uses = new Set<string>();
  for (const subpath of subpaths.length > 0 ? subpaths : ["."])
    for (const mode of ["import", "require"] as const) {
      if (subpath.includes("*")) continue;
      const file = entryTypes(manifest, subpath, found.root, mode, tree);
      if (file === undefined || !/\.d\.[cm]?ts$/.test(file)) continue;
      entries.set(`${subpath} ${mode}`, reader.namesOf(file, mode));
      for (const name of reader.usesOf(file, found.root)) uses.add(name);
    }
  return entries.size > 0 ? { entries, uses } : undefined;
}

function createReader(workspace: Workspace, tree: Tree) {
  const read = new Map<string, Declared>();
  const declared = (file: string): Declared => {
    const known =
      read.get(file) ?? parseDeclared(file, new TextDecoder().decode(tree.read(file) ?? new Uint8Array()));
    read.set(file, known);
    return known;
  };
  const follow = (specifier: string, from: string, mode: Mode) =>
    typesOf(specifier, from, mode, workspace, tree);

  /** Every meaning that a name has; `seen` breaks circles. */
  function meaningsOf(file: string, name: string, mode: Mode, seen: Set<string>): Set<string> {
    const found = new Set<string>();
    if (seen.has(`${file}\0${name}`)) return found;
    seen.add(`${file}\0${name}`);
    const { exports, stars } = declared(file);
    const take = (from: string, imported: string, typeOnly: boolean) => {
      const to = follow(from, file, mode);
      if (imported === "*" && to !== undefined) found.add("value");
      else if (to === undefined) found.add(isRelative(from) ? "unknown" : `${from}#${imported}`);
      else
        for (const one of meaningsOf(to, imported, mode, seen))
          found.add(typeOnly && isMeaning(one) ? "type" : one);
    };
    const own = exports.get(name);
    for (const one of own ?? [])
      if ("meaning" in one) found.add(one.meaning);
      else take(one.from, one.name, one.typeOnly);
    if (!own && name !== "default")
      for (const { from, typeOnly } of stars)
        if (follow(from, file, mode) !== undefined) take(from, name, typeOnly);
    return found;
  }

  function allNames(file: string, mode: Mode, seen: Set<string>): Set<string> {
    if (seen.has(file)) return new Set();
    seen.add(file);
    const { exports, stars } = declared(file);
    const names = new Set(exports.keys());
    for (const { from } of stars) {
      const to = follow(from, file, mode);
      if (to === undefined) names.add(`* ${from}`);
      else for (const name of allNames(to, mode, seen)) if (name !== "default") names.add(name);
    }
    return names;
  }

  return {
    namesOf(file: string, mode: Mode): ReadonlyMap<string, string> {
      const names = [...allNames(file, mode, new Set())].sort();
      return new Map(names.map((name) => [name, join(meaningsOf(file, name, mode, new Set()))]));
    },
    /** Packages of the workspace that the file names, or one of the same package's that it leads to. */
    usesOf(file: string, root: string): Set<string> {
      const uses = new Set<string>();
      const open = [file];
      const seen = new Set(open);
      for (let at = open.pop(); at !== undefined; at = open.pop())
        for (const specifier of declared(at).specifiers) {
          const to = isRelative(specifier) ? follow(specifier, at, "import") : undefined;
          if (to?.startsWith(`${root}/`) && !seen.has(to)) {
            seen.add(to);
            open.push(to);
          }
          const named = workspace.packages
            .map((one) => one.npmName ?? one.name)
            .find((name) => specifier === name || specifier.startsWith(`${name}/`));
          if (named !== undefined) uses.add(named);
        }
      return uses;
    },
  };
}

function isMeaning(one: string): one is Meaning {
  return one === "value" || one === "type" || one === "both";
}

/** A value and a type of one name are both. */
function join(meanings: ReadonlySet<string>): string {
  const own = [...meanings].filter(isMeaning);
  if (own.length === 0) return [...meanings].sort().join(" ");
  return own.includes("both") || (own.includes("value") && own.includes("type")) ? "both" : own[0]!;
}
