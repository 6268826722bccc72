import { posix } from "node:path";
import type { Part } from "@sixty/model";
import { dotted, within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import type { Surface } from "../surface.ts";
import { partDependencies } from "./dependencies.ts";
import { withOwnEntries } from "./entry-lists.ts";
import { exportedValue } from "./exports.ts";
import { packedFiles } from "./packed-files.ts";
import { mapStrings, replacePathIn, replaceWord } from "./paths-in-text.ts";
import type { RangeOf } from "./range.ts";
import { isObject, type Json, type JsonFile, objectOf, stringMap } from "./read.ts";
import { partScripts } from "./scripts.ts";
import type { Shape } from "./shape.ts";
import { withoutTests } from "./targets.ts";
import { typesOfSubpaths, typesVersionsOf } from "./types-versions.ts";
import type { Usage } from "./usage.ts";
import { printJson } from "./write.ts";

export interface ManifestContext {
  readonly placement: Placement;
  readonly surface: Surface;
  readonly shape: Shape;
  readonly usage: ReadonlyMap<string, Usage>;
  readonly rangeOf: RangeOf;
  /** The old package's. */
  readonly old: JsonFile;
  /** Imported by some file of the old package. */
  readonly usedAnywhere: ReadonlySet<string>;
  /** The type checker does: else `typesVersions` have to say where the types of subpaths are. */
  readonly readsExports: boolean;
  /** Imported by configuration of the old package. */
  readonly usedByConfig: ReadonlySet<string>;
  /** Every test of the old package went to a part. */
  readonly facadeLostTests: boolean;
  /** Files of the old package's folder that tell tools what to do, with their texts. */
  readonly configs: ReadonlyMap<string, string>;
  /** The manifest of what the old package has installed. */
  readonly installed: (name: string) => Json | undefined;
  /** Source (workspace-relative) by subpath of the old package. */
  readonly entries: ReadonlyMap<string, string>;
}

/** Fields that belong to the old package alone: what it offers to the world, and what only a root may have. */
const OWN = new Set([
  "bin",
  "man",
  "workspaces",
  "contributes",
  "activationEvents",
  "resolutions",
  "overrides",
  "pnpm",
  "lint-staged",
  "husky",
  "simple-git-hooks",
  "gitHead",
  "inlinedDependencies",
  "bundleDependencies",
  "bundledDependencies",
  "keywords",
  "readme",
  "unpkg",
  "jsdelivr",
  "packageManager",
  "optionalDependencies",
  "peerDependencies",
  "peerDependenciesMeta",
]);
const ENTRY_FIELDS = new Set(["main", "module", "types", "typings", "browser", "react-native", "source"]);
const PUBLISHING = new Set([
  "publishConfig",
  "files",
  "funding",
  "homepage",
  "bugs",
  "author",
  "contributors",
]);

/** The `package.json` of a new package, in the order and layout of the old one. */
export function partManifest(part: Part, context: ManifestContext): string {
  const { old, placement, shape } = context;
  const fields: [string, unknown][] = [];
  const dependencies = partDependencies(part, context);
  const put = (key: string, value: unknown) => {
    if (value !== undefined && !fields.some(([name]) => name === key)) fields.push([key, value]);
  };
  for (const [key, value] of Object.entries(old.data)) {
    if (key === "name") put(key, part.name);
    else if (key === "description") put(key, `Part of ${placement.name}: ${shortName(part, placement)}`);
    else if (key === "private") put(key, shape.publish ? value : true);
    else if (key === "version") {
      put(key, value);
      if (!shape.publish) put("private", true);
    } else if (key === "exports") {
      put(key, exportsOf(part, context));
      put("typesVersions", typesOfSubpaths(part, context));
    } else if (key === "scripts") put(key, partScripts(part, context));
    else if (key === "repository") put(key, repositoryOf(value, part, placement));
    else if (ENTRY_FIELDS.has(key)) put(key, entryField(key, value, part, context));
    else if (key === "dependencies" || key === "devDependencies") {
      put("dependencies", dependencies.dependencies);
      put(key, dependencies[key]);
    } else if (key === "imports" || key === "sideEffects") put(key, value);
    else if (key === "typesVersions") put(key, typesVersionsOf(part, context));
    else if (key === "files" && shape.publish) put(key, packedFiles(value, part, context));
    else if (OWN.has(key) || (PUBLISHING.has(key) && !shape.publish)) continue;
    else if (key === "nx") put(key, nxOf(value, part, placement));
    else if (key === "publishConfig") put(key, publishConfigOf(value, part, context));
    else put(key, withOwnEntries(replacePathIn(value, placement.package.root, part.root), part, context));
    if (key === "dependencies" || key === "devDependencies")
      for (const [name, list] of Object.entries(dependencies)) put(name, list);
  }
  if (!shape.publish) put("private", true);
  put("exports", exportsOf(part, context));
  put("typesVersions", typesOfSubpaths(part, context));
  for (const [name, list] of Object.entries(dependencies)) put(name, list);
  return printJson(objectOf(fields), old.text);
}

/** The part's name without what it shares with the old one. */
export function shortName(part: Part, placement: Placement): string {
  const prefix = `${placement.name}-`;
  return part.name.startsWith(prefix) ? part.name.slice(prefix.length) : part.name;
}

/** Exactly the files that others import; conditions as the old package has them. */
export function exportsOf(part: Part, { surface, shape, placement, old }: ManifestContext): Json {
  const before = old.data["exports"];
  const entries: [string, unknown][] = [];
  if (shape.kind === "barrel") entries.push([".", ownOutput(exportedValue(old.data, "."), part, placement)]);
  for (const [file, subpath] of surface.byPart.get(part.name) ?? [])
    entries.push([subpath, exportTarget(file, part, shape, placement)]);
  if (isObject(before))
    for (const key of ["./package.json", "./*"])
      if (before[key] === key) entries[Object.keys(before)[0] === key ? "unshift" : "push"]([key, key]);
  return objectOf(entries);
}

/** What a part exports one of its files as: what the build emits, or the source where nothing is built. */
export function exportTarget(file: string, part: Part, shape: Shape, placement: Placement): unknown {
  const path = within(file, placement.package.root);
  const built =
    shape.kind === "source" || part.tests.includes(file) ? undefined : shape.template?.valueOf(path);
  return built ?? dotted(path);
}

function entryField(
  key: string,
  value: unknown,
  part: Part,
  { surface, shape, placement }: ManifestContext,
): unknown {
  if (shape.kind === "barrel") return ownOutput(value, part, placement);
  const main = [...(surface.byPart.get(part.name) ?? [])].find(([, subpath]) => subpath === ".")?.[0];
  if (main === undefined || typeof value !== "string") return undefined;
  if (shape.kind !== "source" || shape.fromSource) return value;
  return key === "types" || key === "main" ? dotted(within(main, placement.package.root)) : undefined;
}

/** Builds that name their output after the folder, or after the package's name where that is the same, do so for a part. */
export function ownOutput(value: unknown, part: Part, placement: Placement): unknown {
  const before = posix.basename(placement.package.root);
  const isByName = before === flat(placement.name) && before !== placement.name;
  const after = isByName ? flat(part.name) : posix.basename(part.root);
  return mapStrings(value, (text) => replaceWord(text, before, after));
}

/** Fields that take the place of the manifest's own when it is published. */
const PUBLISHED = new Set([...ENTRY_FIELDS, "exports", "typesVersions", "bin"]);

/** Where to publish; what a part is published with is its one entry, named as the old package's. */
function publishConfigOf(value: unknown, part: Part, { shape, placement }: ManifestContext): unknown {
  if (!isObject(value)) return value;
  const fields = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    if (!PUBLISHED.has(key)) return [[key, item]];
    if (shape.kind !== "barrel" || key === "bin" || key === "typesVersions") return [];
    return [[key, ownOutput(key === "exports" ? mainOf(item) : item, part, placement)]];
  });
  return objectOf(fields);
}

/** Of all subpaths the main one, and the manifest. */
function mainOf(exports: unknown): unknown {
  if (!isObject(exports)) return exports;
  const paths = Object.entries(exports).filter(
    ([key]) => !key.startsWith(".") || key === "." || key === "./package.json",
  );
  return objectOf(paths);
}

/** `@scope/name` as `scope-name`. */
function flat(name: string): string {
  return name.replace(/^@/, "").replace("/", "-");
}

function repositoryOf(value: unknown, part: Part, placement: Placement): unknown {
  return replacePathIn(value, placement.package.root, part.root);
}

function nxOf(value: unknown, part: Part, placement: Placement): unknown {
  const moved = replacePathIn(value, placement.package.root, part.root);
  if (part.tests.length > 0 || !isObject(moved) || !("targets" in moved)) return moved;
  return { ...moved, targets: withoutTests(moved["targets"]) };
}

/** A field that maps names to ranges, of the old package. */
export function ranges(old: Json, section: string): Map<string, string> {
  return stringMap(old[section]);
}
