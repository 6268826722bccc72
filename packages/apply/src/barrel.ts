import {
  fail,
  type ModuleEdge,
  type ModuleFile,
  type ModuleGraph,
  ok,
  type Problem,
  type Result,
} from "@sixty/model";
import { type Definition, exportedNames, traceName } from "@sixty/modules";
import type { Retarget } from "./imports/dependents.ts";
import { byName, stem } from "./paths.ts";
import type { Placement } from "./placement.ts";
import { crossing, type Surface } from "./surface.ts";

/** What one part's generated entry exports. */
export interface Barrel {
  /** By file before the split, then by the file's own name (`*` its namespace): the name in the barrel. */
  readonly names: ReadonlyMap<string, ReadonlyMap<string, BarrelName>>;
  /** Files that are passed on whole, because someone takes them at run time or by an unknown name. */
  readonly whole: ReadonlySet<string>;
  /** Files that are only loaded. */
  readonly loaded: ReadonlySet<string>;
}

export interface BarrelName {
  readonly name: string;
  readonly typeOnly: boolean;
}

export interface BarrelSurface extends Surface {
  readonly barrels: ReadonlyMap<string, Barrel>;
  /** Names that `export *` of a file brings, with their meaning. */
  starNames(file: string): readonly { readonly name: string; readonly typeOnly: boolean }[];
}

/** One entry a part: exactly the names that others take, under new names only where two files would clash. */
export function barrelsOf(
  placement: Placement,
  graph: ModuleGraph,
  retargets: readonly Retarget[],
  wholeFiles: ReadonlySet<string>,
): Result<BarrelSurface> {
  const wanted = new Map<string, Map<string, boolean>>();
  const whole = new Set(wholeFiles);
  const loaded = new Set<string>();
  const take = (file: string, name: string, typeOnly: boolean) => {
    const names = wanted.get(file) ?? new Map<string, boolean>();
    names.set(name, (names.get(name) ?? true) && typeOnly);
    wanted.set(file, names);
  };
  const problems: Problem[] = [];
  for (const { edge, to } of crossing(placement, graph)) takeEdge(edge, to);
  for (const { edge, names } of retargets)
    for (const { file, name } of names.values()) take(file, name, edge.kind === "type");

  function takeEdge(edge: ModuleEdge, file: string): void {
    if (edge.kind === "mock")
      problems.push({
        code: "MOCK_ACROSS_PARTS",
        what: `A test mocks ${file}, which goes to another package that has one entry only`,
        where: `${graph.files[edge.from]!.path}:${edge.line}`,
        fix: "Put the test, what it tests and what it mocks in one part.",
      });
    else if (edge.kind === "side-effect") loaded.add(file);
    else if ((edge.kind !== "value" && edge.kind !== "type") || edge.names.length === 0) whole.add(file);
    else
      for (const taken of edge.names) {
        const typeOnly = taken.typeOnly || edge.kind === "type";
        if (taken.imported === "*" && taken.reexportedAs === "*")
          for (const star of starNames(graph, file)) take(file, star.name, star.typeOnly);
        else take(file, taken.imported, typeOnly);
      }
  }
  if (problems.length > 0) return fail(problems[0]!);

  const barrels = new Map<string, Barrel>();
  const byPart = new Map<string, ReadonlyMap<string, string>>();
  for (const part of placement.parts) {
    const mine = (file: string) => placement.partOf(file) === part;
    const barrel: Barrel = {
      names: nameAll(new Map([...wanted].filter(([file]) => mine(file))), graph),
      whole: new Set([...whole].filter(mine).sort(byName)),
      loaded: new Set([...loaded].filter(mine).sort(byName)),
    };
    barrels.set(part.name, barrel);
    byPart.set(part.name, new Map());
  }
  const nameIn = (file: string, name: string) =>
    barrels.get(placement.partOf(file)!.name)?.names.get(file)?.get(name)?.name ?? name;
  return ok({
    barrels,
    byPart,
    nameIn,
    specifierOf(file) {
      const part = placement.partOf(file)!;
      return part.facade ? placement.name : part.name;
    },
    starNames: (file) => starNames(graph, file),
  });
}

function starNames(graph: ModuleGraph, file: string): { name: string; typeOnly: boolean }[] {
  return exportedNames(graph, file)
    .filter((name) => name !== "default" && name !== "*")
    .map((name) => ({ name, typeOnly: meansType(graph, traceName(graph, file, name)) }));
}

/** An interface that shares its name with a namespace holds types in both, as a rule, and has no value to pass on. */
function meansType(graph: ModuleGraph, definitions: readonly Definition[]): boolean {
  return (
    definitions.length > 0 &&
    definitions.every(({ file, name }) => {
      const symbol = filesOf(graph)
        .get(file)
        ?.exports.find((one) => one.name === name);
      if (!symbol || symbol.meaning === "type") return symbol !== undefined;
      const declared = (filesOf(graph).get(file)?.declarations ?? []).filter((d) =>
        d.exportedAs.includes(name),
      );
      const forms = new Set(declared.map((d) => d.form));
      const isValue = [...forms].some(
        (form) => form !== "interface" && form !== "type" && form !== "namespace",
      );
      return !isValue && (forms.has("interface") || forms.has("type"));
    })
  );
}

const indexed = new WeakMap<ModuleGraph, ReadonlyMap<string, ModuleFile>>();

function filesOf(graph: ModuleGraph): ReadonlyMap<string, ModuleFile> {
  const known = indexed.get(graph) ?? new Map(graph.files.map((file) => [file.path, file]));
  indexed.set(graph, known);
  return known;
}

/** The file that sorts first keeps a name that two files export; a default or a namespace is called after its file. */
function nameAll(
  wanted: ReadonlyMap<string, ReadonlyMap<string, boolean>>,
  graph: ModuleGraph,
): Map<string, Map<string, BarrelName>> {
  const used = new Map<string, string>();
  const named = new Map<string, Map<string, BarrelName>>();
  for (const [file, names] of [...wanted].sort((a, b) => byName(a[0], b[0]))) {
    const list = new Map<string, BarrelName>();
    for (const [name, onlyTypes] of [...names].sort((a, b) => byName(a[0], b[0]))) {
      const [origin] = traceName(graph, file, name);
      const source = origin ? `${origin.file}\n${origin.name}` : `${file}\n${name}`;
      const base = name === "default" || name === "*" ? identifierOf(file) : name;
      let free = base;
      for (let n = 2; used.has(free) && used.get(free) !== source; n += 1) free = `${base}${n}`;
      used.set(free, source);
      list.set(name, { name: free, typeOnly: onlyTypes || meansType(graph, origin ? [origin] : []) });
    }
    named.set(file, list);
  }
  return named;
}

function identifierOf(file: string): string {
  const segments = stem(file).split("/");
  const last = segments.at(-1) === "index" ? segments.at(-2)! : segments.at(-1)!;
  const name = last.replace(/[^\w$]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  return /^\d/.test(name) || name === "" ? `_${name}` : name;
}
