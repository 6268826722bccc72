import type { ModuleEdge, ModuleFile, ModuleGraph } from "@sixty/model";
import { describe, expect, it } from "vitest";
import { indexGraph } from "../src/files/index-graph.ts";
import { traceNames } from "../src/files/trace-names.ts";
import { random } from "./random-problem.ts";

/** A file: names that it declares, and its re-exports as `to: imported>exported`, `to: *` or `to: *>name`. */
interface Barrel {
  readonly own: readonly string[];
  readonly again: readonly (readonly [to: number, imported: string, exported: string])[];
}

function graphOf(barrels: readonly Barrel[]): ModuleGraph {
  const files = barrels.map(
    ({ own }, i): ModuleFile => ({
      path: `f${i}.ts`,
      package: "p",
      kind: "source",
      bytes: 1,
      lines: 1,
      tokens: 1,
      hash: "",
      exports: own.map((name) => ({ name, meaning: "value", local: name, start: 0, end: 1 })),
    }),
  );
  const edges = barrels.flatMap(({ again }, from) =>
    again.map(([to, imported, exported], at): ModuleEdge => {
      const names = [{ imported, local: exported, typeOnly: false, reexportedAs: exported }];
      return { from, to, kind: "value", specifier: "", start: at, end: at, line: 1, names };
    }),
  );
  return { files, edges, externals: [], unresolved: [], problems: [], entries: new Map() };
}

function trace(barrels: readonly Barrel[], file: number, ...names: string[]): number[] {
  const found = traceNames(indexGraph(graphOf(barrels)), file, names, () => true);
  return [...found].sort((a, b) => a - b);
}

describe("traceNames", () => {
  const barrels: Barrel[] = [
    {
      own: ["here"],
      again: [
        [1, "*", "*"],
        [2, "deep", "renamed"],
        [3, "*", "space"],
      ],
    },
    { own: ["one", "both"], again: [[2, "*", "*"]] },
    { own: ["both"], again: [[3, "*", "*"]] },
    { own: ["deep", "default"], again: [] },
  ];
  it.each([
    ["its own name", ["here"], [0]],
    ["a name of a file below, through export *", ["one"], [1]],
    ["a name three files below", ["deep"], [3]],
    ["what a nearer file hides", ["both"], [1]],
    ["a renamed name", ["renamed"], [3]],
    ["a namespace, which is the file itself", ["space"], [0]],
    ["everything, which is the file itself", ["*"], [0]],
    ["a default, which export * does not pass on", ["default"], [0]],
    ["a name that nobody declares", ["nobody"], [0]],
    ["several names", ["one", "deep"], [1, 3]],
    ["no name at all, an import for its effects", [], [0]],
  ])("finds %s", (_, names, files) => {
    expect(trace(barrels, 0, ...names)).toEqual(files);
  });

  it("follows a name that comes back to the same file under another one", () => {
    const turning: Barrel[] = [
      {
        own: [],
        again: [
          [1, "b", "a"],
          [2, "*", "*"],
        ],
      },
      { own: [], again: [[0, "c", "b"]] },
      { own: ["c"], again: [] },
    ];
    expect(trace(turning, 0, "a")).toEqual([2]);
  });

  it("stops at the last file inside", () => {
    const found = traceNames(indexGraph(graphOf(barrels)), 0, ["deep"], (file) => file < 2);
    expect([...found]).toEqual([0]);
  });

  it("agrees with the exports of every file, worked out file by file", () => {
    const names = ["a", "b", "c", "d", "default"];
    let found = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const next = random(seed);
      const pick = (n: number) => Math.floor(next() * n);
      const count = 2 + pick(6);
      // Each name is declared once, so that no two `export *` contradict each other.
      const homes = new Map(names.slice(0, 4).map((name) => [name, pick(count)]));
      const made = Array.from({ length: count }, (_, i): Barrel => {
        const own = [...homes].filter(([, home]) => home === i).map(([name]) => name);
        const again = Array.from({ length: pick(4) }, () => {
          const to = pick(count);
          if (next() < 0.7) return [to, "*", "*"] as const;
          // By name only from where it is declared: a name that leads in a circle is no program.
          const name = names[pick(4)]!;
          return [homes.get(name)!, name, name] as const;
        });
        return { own, again: again.filter(([to]) => to !== i) };
      });
      const table = exportsOf(made);
      for (let file = 0; file < count; file++) {
        for (const name of names.slice(0, 4)) {
          const home = table[file]!.get(name);
          if (home === undefined) continue;
          found++;
          expect(trace(made, file, name)).toEqual([home]);
        }
      }
    }
    expect(found).toBeGreaterThan(1000);
  });
});

/** Every file's exported names and where they are declared, by repeating until nothing is added. */
function exportsOf(barrels: readonly Barrel[]): Map<string, number>[] {
  const table = barrels.map(({ own }, i) => new Map(own.map((name) => [name, i])));
  for (let changed = true; changed; ) {
    changed = false;
    barrels.forEach(({ again }, i) => {
      for (const [to, imported, exported] of again) {
        const rows = imported === "*" ? [...table[to]!] : [[exported, table[to]!.get(imported)] as const];
        for (const [name, home] of rows) {
          if (home === undefined || table[i]!.has(name) || (imported === "*" && name === "default")) continue;
          table[i]!.set(name, home);
          changed = true;
        }
      }
    });
  }
  return table;
}
