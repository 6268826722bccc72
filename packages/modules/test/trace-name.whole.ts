import type { ModuleEdge, ModuleFile, ModuleGraph, TakenName } from "@sixty/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Definition, exportedNames, traceName } from "../src/index.ts";
import { readTree } from "./workspace.ts";

const show = (found: readonly Definition[]) => found.map(({ file, name }) => `${file}#${name}`);

describe("traceName", () => {
  it("follows barrels, renames, namespaces and passed-on imports of real sources", async () => {
    const graph = await readTree({
      "p/package.json": { name: "p" },
      "p/a.ts": "export const a = 1; export default function f() {} export interface I {}",
      "p/b.ts":
        "export * from './a'; export * as ns from './a'; export { a as renamed, default as f } from './a'",
      "p/c.ts":
        "import { renamed } from './b'; export { renamed as again }; export * from './b'; export * from './c'",
      "p/d.ts": "export const a = 2; export * from './c'",
      "p/e.ts": "export * from './d'; export * from './a'",
    });
    const trace = (file: string, name: string) => show(traceName(graph, file, name));
    expect(trace("p/c.ts", "again")).toEqual(["p/a.ts#a"]);
    expect(trace("p/c.ts", "a")).toEqual(["p/a.ts#a"]);
    expect(trace("p/c.ts", "I")).toEqual(["p/a.ts#I"]);
    expect(trace("p/c.ts", "f")).toEqual(["p/a.ts#default"]);
    expect(trace("p/c.ts", "ns")).toEqual(["p/a.ts#*"]);
    expect(trace("p/c.ts", "default")).toEqual([]);
    expect(trace("p/d.ts", "a")).toEqual(["p/d.ts#a"]);
    expect(trace("p/e.ts", "a")).toEqual(["p/a.ts#a", "p/d.ts#a"]);
    expect(trace("p/none.ts", "a")).toEqual([]);
    expect(exportedNames(graph, "p/c.ts")).toEqual(["I", "a", "again", "f", "ns", "renamed"]);
  });

  it("sees what is passed on as a type alone", async () => {
    const graph = await readTree({
      "p/package.json": { name: "p" },
      "p/a.ts":
        "class C {} export type { C }; export namespace T { export interface I {} } export namespace V { export const v = 1 }",
    });
    const meanings = graph.files
      .find(({ path }) => path === "p/a.ts")!
      .exports.map(({ name, meaning }) => `${name} ${meaning}`);
    expect(meanings.sort()).toEqual(["C type", "T type", "V both"]);
  });

  it("agrees with a fixed point over whole export tables", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const tables = fixedPoint(graph);
        graph.files.forEach(({ path }, index) => {
          for (const name of NAMES)
            expect(show(traceName(graph, path, name))).toEqual([...(tables[index]!.get(name) ?? [])].sort());
          expect(
            exportedNames(graph, path).filter((name) => traceName(graph, path, name).length > 0),
          ).toEqual([...tables[index]!].flatMap(([name, found]) => (found.size > 0 ? [name] : [])).sort());
        });
      }),
      { seed: 60, numRuns: 500 },
    );
  });
});

const NAMES = ["a", "b", "default", "__proto__"];
const SIZE = 6;

const reexport = fc.record({
  from: fc.nat(SIZE - 1),
  to: fc.nat(SIZE - 1),
  names: fc.oneof(
    fc.constant({ imported: "*", reexportedAs: "*" }),
    fc.record({ imported: fc.constantFrom(...NAMES, "*"), reexportedAs: fc.constantFrom(...NAMES) }),
  ),
});

const graphs = fc
  .record({
    own: fc.array(fc.uniqueArray(fc.constantFrom(...NAMES)), { minLength: SIZE, maxLength: SIZE }),
    reexports: fc.array(reexport, { maxLength: 14 }),
  })
  .map(({ own, reexports }): ModuleGraph => {
    const passed = (from: number) =>
      reexports.flatMap((one) =>
        one.from === from && one.names.reexportedAs !== "*" ? [one.names.reexportedAs] : [],
      );
    const files = own.map(
      (names, index): ModuleFile => ({
        path: `f${index}`,
        package: "p",
        kind: "source",
        bytes: 0,
        lines: 0,
        tokens: 0,
        hash: "",
        exports: [...names, ...passed(index)].map((name) => ({ name, meaning: "value" })),
      }),
    );
    const edges = reexports.map(({ from, to, names }): ModuleEdge => {
      const taken: TakenName = { ...names, local: names.reexportedAs, typeOnly: false };
      return { from, to, kind: "value", specifier: "", start: 0, end: 0, line: 1, names: [taken] };
    });
    return { files, edges, externals: [], unresolved: [], problems: [], entries: new Map() };
  });

/** The oracle: every file's table of names, filled until nothing changes. */
function fixedPoint(graph: ModuleGraph): Map<string, Set<string>>[] {
  const tables = graph.files.map(() => new Map<string, Set<string>>());
  const add = (table: Map<string, Set<string>>, name: string, found: Iterable<string>) => {
    const before = table.get(name)?.size ?? 0;
    const all = new Set([...(table.get(name) ?? []), ...found]);
    table.set(name, all);
    return all.size > before;
  };
  for (let changed = true; changed; ) {
    changed = false;
    graph.files.forEach((file, from) => {
      const table = tables[from]!;
      const taken = graph.edges
        .filter((edge) => edge.from === from)
        .map((edge) => ({
          to: edge.to,
          imported: edge.names[0]!.imported,
          as: edge.names[0]!.reexportedAs!,
        }));
      const explicit = new Set(taken.flatMap((one) => (one.as === "*" ? [] : [one.as])));
      const own = new Set(file.exports.map(({ name }) => name));
      for (const name of own)
        if (!explicit.has(name)) changed = add(table, name, [`${file.path}#${name}`]) || changed;
      for (const { to, imported, as } of taken) {
        if (as !== "*") {
          const found = imported === "*" ? [`f${to}#*`] : (tables[to]!.get(imported) ?? []);
          changed = add(table, as, found) || changed;
          continue;
        }
        for (const [name, found] of [...tables[to]!])
          if (name !== "default" && !own.has(name)) changed = add(table, name, found) || changed;
      }
    });
  }
  return tables;
}
