import type { ModuleGraph, Workspace } from "@sixty/model";
import { parse } from "jsonc-parser";
import type { Draft } from "../draft.ts";
import type { AliasedEdge } from "../imports/aliased.ts";
import { ownerOf, type Retarget } from "../imports/dependents.ts";
import { isRelative, join } from "../paths.ts";
import { exportTarget, type ManifestContext } from "./package-json.ts";
import { isObject, type Json, SECTIONS, type Section, stringMap } from "./read.ts";
import { allowNoTests } from "./scripts.ts";
import { allowNoTestsIn } from "./targets.ts";
import { typesVersionsOf } from "./types-versions.ts";
import { nameOf } from "./usage.ts";
import { setJson } from "./write.ts";

/** The old package's manifest: it depends on the parts that it imports, and exports what parts take from it. */
export function updateFacade(context: ManifestContext, draft: Draft): void {
  const { placement, usage, surface, shape, old } = context;
  const { facade } = placement;
  const mine = usage.get(facade.name)!;
  let text = old.text;
  const section = shape.inlined ? "devDependencies" : "dependencies";
  for (const part of placement.parts) {
    if (part.facade) continue;
    const range = rangeTo(part.root, facade.root, context);
    if (mine.sourceParts.has(part.name)) text = addDependency(text, section, part.name, range);
    else if (mine.testParts.has(part.name)) text = addDependency(text, "devDependencies", part.name, range);
  }
  if (isObject(old.data["exports"]))
    for (const [file, subpath] of surface.byPart.get(facade.name) ?? [])
      if (!(subpath in old.data["exports"]))
        text = setJson(text, ["exports", subpath], exportTarget(file, facade, shape, placement));
  const added = typesVersionsOf(facade, context);
  const typed = old.data["typesVersions"];
  if (added && isObject(typed))
    for (const [version, map] of Object.entries(added))
      for (const [key, target] of Object.entries(isObject(map) ? map : {})) {
        const present = typed[version];
        if (isObject(present) && !(key in present))
          text = setJson(text, ["typesVersions", version, key], target);
      }
  if (context.facadeLostTests) {
    for (const [name, script] of stringMap(old.data["scripts"]))
      if (allowNoTests(script) !== script) text = setJson(text, ["scripts", name], allowNoTests(script));
    text = allowNoTestsIn(text, ["nx", "targets"]);
    const project = draft.read(join(facade.root, "project.json"));
    if (project !== undefined)
      draft.write(join(facade.root, "project.json"), allowNoTestsIn(project, ["targets"]));
  }
  for (const name of unusedIn(context)) text = setJson(text, ["dependencies", name], undefined);
  draft.write(old.path, text);
}

/**
 * Dependencies of the old package that only files import which went to parts. They stay where the old package's build
 * takes the parts into its own output: that output imports them.
 */
function unusedIn({ placement, usage, shape, old, usedAnywhere, usedByConfig }: ManifestContext): string[] {
  if (shape.inlined) return [];
  const { source, test } = usage.get(placement.facade.name)!;
  const listed = [...stringMap(old.data["dependencies"]).keys()];
  return listed.filter(
    (name) => usedAnywhere.has(name) && !usedByConfig.has(name) && !source.has(name) && !test.has(name),
  );
}

/** Importers in other packages depend on the parts they were pointed at, and no longer on the old name if nothing is left. */
export function updateImporters(
  context: ManifestContext,
  retargets: readonly Retarget[],
  aliasedEdges: readonly AliasedEdge[],
  graph: ModuleGraph,
  workspace: Workspace,
  draft: Draft,
): void {
  const { placement } = context;
  const taken = new Map<string, Set<string>>();
  const remaining = new Set<string>();
  const aliased = new Map(aliasedEdges.map((one) => [one.edge, one]));
  const byEdge = new Map(retargets.map((retarget) => [retarget.edge, retarget]));
  const take = (owner: string, file: string) => {
    const part = placement.partOf(file)!;
    if (part.facade) remaining.add(owner);
    else taken.set(owner, (taken.get(owner) ?? new Set()).add(nameOf(part, placement)));
  };
  for (const edge of graph.edges) {
    const from = graph.files[edge.from]!.path;
    const to = graph.files[edge.to]!.path;
    const owner = placement.partOf(from) ? undefined : ownerOf(workspace, from);
    if (owner === undefined || !placement.partOf(to) || isRelative(edge.specifier) || edge.kind === "sibling")
      continue;
    const retarget = byEdge.get(edge);
    if (retarget) for (const origin of retarget.names.values()) take(owner, origin.file);
    const alias = aliased.get(edge);
    if (retarget ? retarget.names.size < edge.names.length : !alias || alias.entry !== undefined)
      remaining.add(owner);
    if (!retarget && alias && alias.entry === undefined) take(owner, to);
  }
  for (const { from, specifier } of [...graph.unresolved, ...graph.externals])
    if (specifier === placement.name || specifier.startsWith(`${placement.name}/`)) {
      const owner = ownerOf(workspace, graph.files[from]!.path);
      if (owner !== undefined) remaining.add(owner);
    }

  for (const [owner, parts] of taken) {
    const root = workspace.packages.find((p) => p.name === owner)!.root;
    const path = join(root, "package.json");
    const before = draft.read(path);
    const data: unknown = before === undefined ? undefined : parse(before.replace(/^\uFEFF/, ""));
    if (before === undefined || !isObject(data)) continue;
    const section = SECTIONS.find((name) => stringMap(data[name]).has(placement.name));
    if (!section) continue;
    let text = before;
    for (const name of [...parts].sort()) {
      const part = placement.parts.find((p) => p.name === name)!;
      text = addDependency(text, section, name, rangeTo(part.root, root, context));
    }
    if (!remaining.has(owner)) text = setJson(text, [section, placement.name], undefined);
    draft.write(path, text);
  }
}

function rangeTo(root: string, from: string, { rangeOf, old }: ManifestContext): string {
  const version = old.data["version"];
  return rangeOf({ root, version: typeof version === "string" ? version : undefined }, from);
}

/** Adds a dependency in sorted place when the section is sorted, else at its end. */
export function addDependency(text: string, section: Section, name: string, range: string): string {
  const data: unknown = parse(text.replace(/^\uFEFF/, ""));
  if (!isObject(data)) return text;
  const present = data[section];
  if (!isObject(present)) return setJson(text, [section], { [name]: range }, SECTIONS);
  if (Object.hasOwn(present, name)) return text;
  const names = Object.keys(present);
  const isSorted = names.every((key, at) => at === 0 || names[at - 1]! < key);
  if (!isSorted) return setJson(text, [section, name], range);
  const entries: Json = {};
  for (const key of [...names, name].sort()) entries[key] = key === name ? range : present[key];
  return setJson(text, [section], entries);
}
