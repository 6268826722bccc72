import type { ModuleGraph } from "@sixty/model";
import { parse } from "jsonc-parser";
import { tsconfigNames } from "../config/tsconfig.ts";
import { isSource, join, within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import { entriesOf, mainEntryOf } from "../surface.ts";
import { decode } from "../text.ts";
import type { Tree } from "../tree.ts";
import { type EntryConfig, entryConfigOf } from "./build-config.ts";
import { buildText } from "./build-text.ts";
import { type ExportTemplate, exportTemplateOf } from "./exports.ts";
import { isObject, type Json } from "./read.ts";
import { takingIn } from "./take-in.ts";

/** How new packages are built, exported and published, after the old one's own way. */
export interface Shape {
  /**
   * `built`: each part has the old package's build, and exports what it emits, file by file.
   * `source`: parts export their sources and have no build; whoever imports them compiles them.
   * `barrel`: as built, but through one generated entry, because the build knows one entry a package, or its sources
   * are exported here and what is built of them elsewhere.
   */
  readonly kind: "built" | "source" | "barrel";
  /** Parts are published together with the old package. */
  readonly publish: boolean;
  /** The façade's build takes the parts into its own output, so they are development dependencies of it. */
  readonly inlined: boolean;
  /** The façade's configuration that has to name the parts for its declarations to take theirs in. */
  readonly dtsConfig: string | undefined;
  /** What the old package exports is its sources: nothing is built before an import works. */
  readonly fromSource: boolean;
  readonly template: ExportTemplate | undefined;
  /** The bundler configuration whose entries each part gets its own list of. */
  readonly entryConfig: EntryConfig | undefined;
  /** The old package's main source, relative to its folder. */
  readonly entry: string | undefined;
}

export interface ShapeOptions {
  /** The config's `split.publish`. */
  readonly publish: boolean;
}

const ONE_ENTRY = /\b(esbuild|rollup|rolldown|vite|webpack|rspack|parcel|ncc|bunchee|microbundle)\b/;
const MANY_ENTRIES = /\b(tsup|tsdown|unbuild)\b/;

export function shapeOf(
  placement: Placement,
  graph: ModuleGraph,
  manifest: Json | undefined,
  tree: Tree,
  options: ShapeOptions,
): Shape {
  const { root } = placement.package;
  const main = mainEntryOf(placement, graph);
  const entry = main && within(main, root);
  const none = { template: undefined, entryConfig: undefined, entry, inlined: false, dtsConfig: undefined };
  if (!manifest) return { ...none, kind: "source", publish: false, fromSource: true };

  const published = manifest["private"] !== true && manifest["version"] !== undefined;
  const template = findTemplate(placement, graph, manifest);
  const build = buildText(manifest, tree, root);
  const base = { ...none, template, publish: published, fromSource: false };
  if (template?.source && published && publishesBuilt(manifest))
    return { ...base, kind: "barrel", fromSource: true, entryConfig: entryConfigOf(tree, root) };
  if (template?.source || (!template && isUnbuilt(manifest, build)))
    return { ...base, kind: "source", fromSource: true };
  const taking = published && !options.publish ? takingIn(placement, manifest, build, tree) : undefined;
  const inlined = taking !== undefined;
  const dtsConfig = taking?.dtsConfig;
  const publish = published && !inlined;
  if (MANY_ENTRIES.test(build)) {
    const entryConfig = entryConfigOf(tree, root);
    if (!inlined && entryConfig && knots(build, entryConfig.name, tree, root))
      return { ...base, kind: "barrel", publish, entryConfig };
    if (template && entryConfig) return { ...base, kind: "built", publish, inlined, dtsConfig, entryConfig };
    if (inlined && dtsConfig === undefined) return { ...base, kind: "source", publish, inlined };
    return { ...base, kind: "barrel", publish: published, entryConfig };
  }
  const perFile = !ONE_ENTRY.test(build) && (build !== "" || emitsByTsconfig(tree, root));
  if (template && perFile) return { ...base, kind: "built", publish, inlined, dtsConfig };
  return { ...base, kind: "barrel", publish, inlined, dtsConfig };
}

/**
 * rolldown gives the helpers of CommonJS to the output of one entry and lets another take them from there, so that two
 * entries may require each other: names are missing at run time, and no build says so. One entry has nobody to knot.
 */
function knots(build: string, config: string, tree: Tree, root: string): boolean {
  const text = decode(tree.read(join(root, config)) ?? new Uint8Array(), config);
  return /\btsdown\b/.test(build) && /\b(cjs|commonjs)\b/.test(build + (text.ok ? text.value : ""));
}

/**
 * The old package is imported by its name alone, by `main` and `types`: so should parts be, for a compiler that knows
 * no `exports` finds nothing else.
 */
export function isLone({ template }: Shape, manifest: Json | undefined): boolean {
  return template !== undefined && manifest !== undefined && manifest["exports"] === undefined;
}

/**
 * Inside of the workspace its sources are imported, to the world goes what is built: by a list of entries that the
 * bundler writes into the manifest, or that stands there by hand. One entry is named alike in both.
 */
function publishesBuilt({ publishConfig }: Json): boolean {
  return isObject(publishConfig) && ["exports", "main", "module"].some((field) => field in publishConfig);
}

/** Nothing in the manifest leads to a file, and nothing builds one. */
function isUnbuilt(manifest: Json, build: string): boolean {
  return (
    ["exports", "main", "module", "types"].every((field) => manifest[field] === undefined) && build === ""
  );
}

/** The compiler is run from above (`tsc --build`, a runner's plugin) and emits file by file. */
function emitsByTsconfig(tree: Tree, root: string): boolean {
  return tsconfigNames(tree, root).some((name) => {
    const text = decode(tree.read(join(root, name)) ?? new Uint8Array(), name);
    const data: unknown = text.ok ? parse(text.value) : undefined;
    const options = isObject(data) ? data["compilerOptions"] : undefined;
    return isObject(options) && typeof options["outDir"] === "string" && options["noEmit"] !== true;
  });
}

/** The main entry tells best how files are exported; else the first entry that does. */
function findTemplate(placement: Placement, graph: ModuleGraph, manifest: Json): ExportTemplate | undefined {
  const main = mainEntryOf(placement, graph);
  const entries = [...entriesOf(placement, graph)].sort(
    (a, b) => Number(b[0] === ".") - Number(a[0] === ".") || (a[0] < b[0] ? -1 : 1),
  );
  if (main !== undefined) entries.unshift([".", main]);
  for (const [subpath, file] of entries) {
    // `./package.json` is what it is, whatever the build does.
    if (!isSource(file)) continue;
    const template = exportTemplateOf(manifest, subpath, within(file, placement.package.root));
    if (template) return template;
  }
  return undefined;
}
