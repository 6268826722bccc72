import { posix } from "node:path";
import type { ModuleEdge, ModuleFile, ModuleGraph, Part, Problem } from "@sixty/model";
import type { BarrelSurface } from "../barrel.ts";
import type { HoistedGraph } from "../hoist/graph.ts";
import { isRelative, isSource, join, relativeSpecifier, stem, within } from "../paths.ts";
import type { Placement } from "../placement.ts";
import { isByPath, type Surface } from "../surface.ts";

/** What an edge's specifier has to become. */
export type NewSpecifier =
  | { readonly kind: "same" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "problem"; readonly problem: Problem };

/** `./x`, `./x.js` for `x.ts`, `./x.ts`. */
export type ExtensionStyle = "none" | "js" | "full";

const SAME: NewSpecifier = { kind: "same" };

export interface SpecifierContext {
  readonly placement: Placement;
  readonly surface: Surface;
  /** Present when each part has one entry: names may be called otherwise there. */
  readonly barrels?: BarrelSurface;
  readonly graph: ModuleGraph;
  /** Present when types move between files first. */
  readonly hoisted?: HoistedGraph;
  /** How the package writes relative imports of source files. */
  readonly style: ExtensionStyle;
  /** The specifier goes by a mapping that the part gets a copy of (`#imports`, the package's own tsconfig paths). */
  isOwnAlias(specifier: string): boolean;
}

/** The specifier of an edge after the split. The style as written (extension or none, `index` or none) is kept. */
export function newSpecifier(edge: ModuleEdge, context: SpecifierContext): NewSpecifier {
  const { placement, graph } = context;
  if (edge.kind === "sibling") return SAME;
  const from = graph.files[edge.from]!;
  const to = graph.files[edge.to]!;
  const here = placement.partOf(from.path);
  const there = placement.partOf(to.path);
  if (!here && !there) return SAME;
  if (edge.kind === "glob") return newGlob(edge, from, to, context);
  if (here === there) return withinPart(edge, from, to, here!, context);
  const crosses = here !== undefined && there !== undefined && placement.isPlanned(to.path);
  if (crosses && !isByPath(edge, graph) && from.kind !== "config")
    return text(edge, context.surface.specifierOf(to.path) + queryOf(edge.specifier));
  return byPath(edge, from, to, context);
}

/** A new specifier from one file of the package to another, both by their paths before the split. */
export function specifierBetween(
  from: string,
  to: string,
  { placement, surface, style }: SpecifierContext,
): string {
  if (placement.partOf(from) !== placement.partOf(to)) return surface.specifierOf(to);
  return styled(relativeSpecifier(placement.to(from), placement.to(to)), style);
}

/** Files of one part move together, so a relative path between them stays true. */
function withinPart(
  edge: ModuleEdge,
  from: ModuleFile,
  to: ModuleFile,
  part: Part,
  { placement, graph, isOwnAlias, style }: SpecifierContext,
): NewSpecifier {
  const together = placement.isPlanned(from.path) === placement.isPlanned(to.path);
  const relative = isRelative(edge.specifier) || isByPath(edge, graph);
  if (part.facade || (relative && together)) return SAME;
  if (isOwnAlias(edge.specifier)) return SAME;
  const path = relativeSpecifier(placement.to(from.path), placement.to(to.path));
  return text(edge, styled(path, style) + queryOf(edge.specifier));
}

/** A path that leads from a place that moved or to one that did. */
function byPath(
  edge: ModuleEdge,
  from: ModuleFile,
  to: ModuleFile,
  { placement, graph }: SpecifierContext,
): NewSpecifier {
  const plain = !isRelative(edge.specifier) && isByPath(edge, graph);
  if (!plain && !isRelative(edge.specifier)) return SAME;
  const written = posix.join(posix.dirname(from.path), edge.specifier);
  const there = placement.to(to.path);
  const target =
    there === to.path
      ? written
      : join(placement.partOf(to.path)!.root, within(written, placement.package.root));
  const path = relativeSpecifier(placement.to(from.path), target).replace(/\/$/, "");
  const slash = edge.specifier.endsWith("/") ? "/" : "";
  return text(edge, (plain && path.startsWith("./") ? path.slice(2) : path) + slash);
}

/** A glob keeps its pattern as long as all that it matches stays with the file that holds it. */
function newGlob(
  edge: ModuleEdge,
  from: ModuleFile,
  to: ModuleFile,
  { placement }: SpecifierContext,
): NewSpecifier {
  if (placement.partOf(from.path) === placement.partOf(to.path)) return SAME;
  return {
    kind: "problem",
    problem: {
      code: "GLOB_ACROSS_PARTS",
      what: `The pattern ${JSON.stringify(edge.specifier)} matches ${to.path}, which goes to another package`,
      where: `${from.path}:${edge.line}`,
      fix: "Put the file and all that its pattern matches in one part.",
    },
  };
}

function text(edge: ModuleEdge, replacement: string): NewSpecifier {
  return replacement === edge.specifier ? SAME : { kind: "text", text: replacement };
}

/** `?raw` and its like, which bundlers read. */
function queryOf(specifier: string): string {
  const at = specifier.indexOf("?");
  return at < 0 ? "" : specifier.slice(at);
}

/** A relative path to a source file with the kind of extension that the package writes. */
function styled(path: string, style: ExtensionStyle): string {
  if (!isSource(path) || style === "full") return path;
  if (style === "js") return path.replace(/\.([cm]?)tsx?$/, ".$1js");
  // Without an extension only `.ts` and its like are looked for.
  if (/\.[cm]tsx?$/.test(path)) return path.replace(/(?:\.d)?\.([cm])ts$/, ".$1js");
  const short = stem(path);
  return short.endsWith("/index") ? short.slice(0, -"/index".length) : short;
}
