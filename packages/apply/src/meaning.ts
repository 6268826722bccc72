import type { ModuleFile, ModuleGraph } from "@sixty/model";
import { traceName } from "@sixty/modules";

/**
 * Whether what a file exports under a name is a type alone, because its definition is one or because an
 * `export type` on the way passes it on as one.
 */
export function meansType(graph: ModuleGraph, file: string, name: string): boolean {
  const definitions = traceName(graph, file, name);
  if (definitions.length === 0) return false;
  return !passesValue(graph, file, name) || definitions.every((one) => definesType(graph, one));
}

interface Passed {
  readonly to: string;
  readonly name: string;
}

interface Index {
  readonly files: ReadonlyMap<string, ModuleFile>;
  /** By file: what it passes on as a value, by exported name, and the files of its `export *`. */
  readonly passed: ReadonlyMap<
    string,
    { readonly names: Map<string, Passed[]>; readonly types: Set<string> }
  >;
  readonly stars: ReadonlyMap<string, readonly string[]>;
}

/** Some way from the export to a definition has no `export type` on it. */
function passesValue(graph: ModuleGraph, file: string, name: string): boolean {
  const { passed, stars } = indexOf(graph);
  const seen = new Set<string>();
  const open: Passed[] = [{ to: file, name }];
  for (let at = open.pop(); at; at = open.pop()) {
    const key = `${at.to}\0${at.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const here = passed.get(at.to);
    const next = here?.names.get(at.name);
    if (next) open.push(...next);
    else if (here?.types.has(at.name)) continue;
    else if (traceName(graph, at.to, at.name).some((one) => one.file === at.to)) return true;
    else if (at.name !== "default") for (const to of stars.get(at.to) ?? []) open.push({ to, name: at.name });
  }
  return false;
}

/** An interface that shares its name with a namespace holds types in both, as a rule, and has no value to pass on. */
function definesType(graph: ModuleGraph, { file, name }: { file: string; name: string }): boolean {
  const found = indexOf(graph).files.get(file);
  const symbol = found?.exports.find((one) => one.name === name);
  if (!symbol || symbol.meaning === "type") return symbol !== undefined;
  const declared = (found?.declarations ?? []).filter((d) => d.exportedAs.includes(name));
  const forms = new Set(declared.map((d) => d.form));
  const isValue = [...forms].some((form) => form !== "interface" && form !== "type" && form !== "namespace");
  return !isValue && (forms.has("interface") || forms.has("type"));
}

const indexed = new WeakMap<ModuleGraph, Index>();

function indexOf(graph: ModuleGraph): Index {
  const known = indexed.get(graph);
  if (known) return known;
  const passed = new Map<string, { names: Map<string, Passed[]>; types: Set<string> }>();
  const stars = new Map<string, string[]>();
  for (const edge of graph.edges)
    for (const taken of edge.names) {
      if (taken.reexportedAs === undefined) continue;
      const from = graph.files[edge.from]!.path;
      const to = graph.files[edge.to]!.path;
      const typeOnly = taken.typeOnly || edge.kind === "type";
      if (taken.reexportedAs === "*") {
        if (!typeOnly) stars.set(from, [...(stars.get(from) ?? []), to]);
        continue;
      }
      const here = passed.get(from) ?? { names: new Map<string, Passed[]>(), types: new Set<string>() };
      passed.set(from, here);
      if (typeOnly) here.types.add(taken.reexportedAs);
      else
        here.names.set(taken.reexportedAs, [
          ...(here.names.get(taken.reexportedAs) ?? []),
          { to, name: taken.imported },
        ]);
    }
  const index = { files: new Map(graph.files.map((file) => [file.path, file])), passed, stars };
  indexed.set(graph, index);
  return index;
}
