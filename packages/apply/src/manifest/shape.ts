import type { ModuleGraph } from "@sixty/model";
import { within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import { entriesOf } from "../surface.ts";
import type { Tree } from "../tree.ts";
import { type ExportTemplate, exportTemplateOf } from "./exports.ts";
import { type Json, stringMap } from "./read.ts";

/** How new packages are built, exported and published, after the old one's own way. */
export interface Shape {
  /**
   * `built`: each part has the old package's build, and exports what it emits.
   * `source`: parts export their sources and have no build; whoever imports them compiles them.
   * `barrel`: as built, but through one generated `src/index` because the build knows one entry a package only.
   */
  readonly kind: "built" | "source" | "barrel";
  /** Parts are published together with the old package. */
  readonly publish: boolean;
  /** The façade's build takes the parts into its own output, so they are development dependencies of it. */
  readonly inlined: boolean;
  readonly template: ExportTemplate | undefined;
  /** The old package's main entry, relative to its folder. */
  readonly entry: string | undefined;
}

export interface ShapeOptions {
  /** The config's `split.publish`. */
  readonly publish: boolean;
}

/** Bundlers that leave `dependencies` outside and take everything else in. */
const INLINING = /\b(tsup|tsdown|unbuild|bunchee|vite build|microbundle)\b/;
const ONE_ENTRY = /\b(esbuild|rollup|rolldown|vite|webpack|rspack|parcel|ncc)\b/;

export function shapeOf(
  placement: Placement,
  graph: ModuleGraph,
  manifest: Json | undefined,
  tree: Tree,
  options: ShapeOptions,
): Shape {
  const root = placement.package.root;
  const main = entriesOf(placement, graph).get(".") ?? placement.package.entry;
  const entry = main && within(main, root);
  if (!manifest) return { kind: "source", publish: false, inlined: false, template: undefined, entry };

  const template = findTemplate(placement, graph, manifest);
  const published = manifest["private"] !== true && manifest["version"] !== undefined;
  const build = buildScript(manifest);
  const entryList = /\b(tsup|tsdown|unbuild)\b/.test(build) && configNames(tree, root).length > 0;
  const inlines = INLINING.test(build);
  const base = { template, entry };
  if (template?.source) return { ...base, kind: "source", publish: published, inlined: false };
  if (published && !options.publish && inlines)
    return { ...base, kind: "source", publish: false, inlined: true };
  const perFile = build !== "" && !ONE_ENTRY.test(build) && (entryList || !inlines);
  if (template && perFile) return { ...base, kind: "built", publish: published, inlined: false };
  return { ...base, kind: "barrel", publish: published, inlined: false };
}

/** The scripts that build, as one text; those of the package alone. */
export function buildScript(manifest: Json): string {
  return [...stringMap(manifest["scripts"])]
    .filter(([name]) => /^(build|compile|bundle|prepack|tsc)(:|$)/.test(name))
    .map(([, script]) => script)
    .join("\n");
}

function configNames(tree: Tree, root: string): string[] {
  return tree
    .list(root)
    .map((entry) => entry.name)
    .filter((name) => /^(tsup|tsdown|build)\.config\.[cm]?[jt]s$/.test(name));
}

/** The main entry tells best how files are exported; else the first entry that does. */
function findTemplate(placement: Placement, graph: ModuleGraph, manifest: Json): ExportTemplate | undefined {
  const entries = [...entriesOf(placement, graph)].sort(
    (a, b) => Number(b[0] === ".") - Number(a[0] === ".") || (a[0] < b[0] ? -1 : 1),
  );
  for (const [subpath, file] of entries) {
    const template = exportTemplateOf(manifest, subpath, within(file, placement.package.root));
    if (template) return template;
  }
  return undefined;
}
