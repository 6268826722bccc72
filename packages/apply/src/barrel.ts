import { fail, type ModuleEdge, type ModuleGraph, ok, type Problem, type Result } from "@sixty/model";
import { exportedNames, traceName } from "@sixty/modules";
import type { Stub } from "./facade.ts";
import type { AliasedEdge } from "./imports/aliased.ts";
import type { Retarget } from "./imports/dependents.ts";
import { meansType } from "./meaning.ts";
import { byName, stem } from "./paths.ts";
import type { Placement } from "./placement.ts";
import { crossing, nameFiles, type Surface, sourceRootOf } from "./surface.ts";

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
  /** The line of another file, which passes on the same thing, exports it. */
  readonly elsewhere: boolean;
}

export interface BarrelSurface extends Surface {
  readonly barrels: ReadonlyMap<string, Barrel>;
  /** Files of tests that others import: no entry passes them on, each has a subpath of its own. */
  readonly helpers: ReadonlySet<string>;
  /** Names that `export *` of a file brings, with their meaning. */
  /** `export *` of the entry brings just what `export *` of the file does. */
  isJust(file: string): boolean;
  starNames(file: string): readonly { readonly name: string; readonly typeOnly: boolean }[];
}

/** One entry a part: exactly the names that others take, under new names only where two files would clash. */
export function barrelsOf(
  placement: Placement,
  graph: ModuleGraph,
  retargets: readonly Retarget[],
  stubs: readonly Stub[],
  aliased: readonly AliasedEdge[],
): Result<BarrelSurface> {
  const wanted = new Map<string, Map<string, boolean>>();
  const whole = new Set<string>();
  const loaded = new Set<string>();
  const helpers = new Set<string>();
  const take = (file: string, name: string, typeOnly: boolean) => {
    const names = wanted.get(file) ?? new Map<string, boolean>();
    names.set(name, (names.get(name) ?? true) && typeOnly);
    wanted.set(file, names);
  };
  const starred = new Set<string>();
  const problems: Problem[] = [];
  for (const { edge, to } of crossing(placement, graph)) takeEdge(edge, to);
  for (const { edge, file, entry } of aliased) if (entry === undefined) takeEdge(edge, file);
  for (const { edge, names } of retargets)
    for (const { file, name } of names.values()) take(file, name, edge.kind === "type");
  for (const { file, names } of stubs)
    if (names) for (const name of names) take(file, name, meansType(graph, file, name));
    else whole.add(file);

  function takeEdge(edge: ModuleEdge, file: string): void {
    if (placement.partOf(file)!.tests.includes(file)) helpers.add(file);
    else if (edge.kind === "mock")
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
        if (taken.imported === "*" && taken.reexportedAs === "*") {
          starred.add(file);
          for (const star of starNames(graph, file)) take(file, star.name, star.typeOnly);
        } else take(file, taken.imported, typeOnly);
      }
  }
  if (problems.length > 0) return fail(problems[0]!);

  const barrels = new Map<string, Barrel>();
  const sourceRoot = sourceRootOf(placement, graph);
  const byPart = new Map<string, ReadonlyMap<string, string>>();
  for (const part of placement.parts) {
    const mine = (file: string) => placement.partOf(file) === part;
    const names = nameAll(new Map([...wanted].filter(([file]) => mine(file))), graph);
    for (const file of starred)
      if (mine(file) && isComplete(starNames(graph, file), names.get(file))) whole.add(file);
    const barrel: Barrel = {
      names,
      whole: new Set([...whole].filter(mine).sort(byName)),
      loaded: new Set([...loaded].filter(mine).sort(byName)),
    };
    barrels.set(part.name, barrel);
    byPart.set(part.name, nameFiles([...helpers].filter(mine).sort(byName), part, placement, sourceRoot));
  }
  const nameIn = (file: string, name: string) =>
    barrels.get(placement.partOf(file)!.name)?.names.get(file)?.get(name)?.name ?? name;
  return ok({
    barrels,
    helpers,
    byPart,
    nameIn,
    specifierOf(file) {
      const part = placement.partOf(file)!;
      const subpath = byPart.get(part.name)?.get(file) ?? ".";
      return (part.facade ? placement.name : part.name) + subpath.slice(1);
    },
    isJust(file) {
      const { names, whole: all } = barrels.get(placement.partOf(file)!.name)!;
      const others = [...(names.get(file) ?? [])].some(([own, { name }]) => own === "*" || own !== name);
      return all.size === 1 && all.has(file) && [...names.keys()].every((one) => one === file) && !others;
    },
    starNames: (file) => starNames(graph, file),
  });
}

/** Every name that `export *` brings is in the entry under its own name. */
function isComplete(
  stars: readonly { readonly name: string }[],
  names: ReadonlyMap<string, BarrelName> | undefined,
): boolean {
  return stars.every(({ name }) => {
    const entry = names?.get(name);
    return entry?.name === name && !entry.elsewhere;
  });
}

function starNames(graph: ModuleGraph, file: string): { name: string; typeOnly: boolean }[] {
  return exportedNames(graph, file)
    .filter((name) => name !== "default" && name !== "*")
    .map((name) => ({ name, typeOnly: meansType(graph, file, name) }));
}

/** The file that sorts first keeps a name that two files export; a default or a namespace is called after its file. */
function nameAll(
  wanted: ReadonlyMap<string, ReadonlyMap<string, boolean>>,
  graph: ModuleGraph,
): Map<string, Map<string, BarrelName>> {
  const used = new Map<string, string>();
  const free: { file: string; name: string; as: string; typeOnly: boolean }[] = [];
  for (const [file, names] of [...wanted].sort((a, b) => byName(a[0], b[0])))
    for (const [name, onlyTypes] of [...names].sort((a, b) => byName(a[0], b[0]))) {
      const [origin] = traceName(graph, file, name);
      const source = origin ? `${origin.file}\n${origin.name}` : `${file}\n${name}`;
      const base = name === "default" || name === "*" ? identifierOf(file) : name;
      let as = base;
      for (let n = 2; used.has(as) && used.get(as) !== source; n += 1) as = `${base}${n}`;
      used.set(as, source);
      free.push({ file, name, as, typeOnly: onlyTypes || meansType(graph, file, name) });
    }
  const written = new Map<string, (typeof free)[number]>();
  for (const one of free) {
    const first = written.get(one.as);
    if (!first || (first.typeOnly && !one.typeOnly)) written.set(one.as, one);
  }
  const named = new Map<string, Map<string, BarrelName>>();
  for (const one of free) {
    const list = named.get(one.file) ?? new Map<string, BarrelName>();
    named.set(one.file, list);
    list.set(one.name, { name: one.as, typeOnly: one.typeOnly, elsewhere: written.get(one.as) !== one });
  }
  return named;
}

function identifierOf(file: string): string {
  const segments = stem(file).split("/");
  const last = segments.at(-1) === "index" ? segments.at(-2)! : segments.at(-1)!;
  const name = last.replace(/[^\w$]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  return /^\d/.test(name) || name === "" ? `_${name}` : name;
}
