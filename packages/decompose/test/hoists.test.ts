import type { Declaration, ModuleEdge, ModuleFile, ModuleGraph, Package } from "@sixty/model";
import { describe, expect, it } from "vitest";
import { indexGraph } from "../src/files/index-graph.ts";
import { packageFiles } from "../src/files/package-files.ts";
import { findHoists } from "../src/hoist/find-hoists.ts";

const owner: Package = {
  name: "p",
  root: "p",
  dependsOn: [],
  private: true,
  tags: [],
  entry: "p/src/index.ts",
};

/** File → its declarations as `form name: uses`, and its imports as `type|value from: names`. */
function hoists(files: Record<string, { declares: string[]; imports: string[] }>) {
  const paths = Object.keys(files).sort();
  const list: ModuleFile[] = paths.map((name) => {
    const declarations = files[name]!.declares.map((text, i): Declaration => {
      const [head = "", uses = ""] = text.split(":");
      const [form, local = ""] = head.split(" ") as [Declaration["form"], string];
      const meaning = form === "interface" || form === "type" ? "type" : form === "class" ? "both" : "value";
      const names = uses.trim().split(" ").filter(Boolean);
      return {
        name: local,
        form,
        meaning,
        exportedAs: [local],
        start: i * 100,
        end: i * 100 + 90,
        uses: names,
      };
    });
    return {
      path: `p/src/${name}`,
      package: "p",
      kind: "source",
      bytes: 1000,
      lines: 40,
      tokens: 250,
      hash: name,
      exports: declarations.map(({ name: local, start, end }) => ({
        name: local,
        meaning: "type",
        local,
        start,
        end,
      })),
      declarations,
      sideEffects: false,
    };
  });
  const edges = paths.flatMap((name, from) =>
    files[name]!.imports.map((text, line): ModuleEdge => {
      const [head = "", names = ""] = text.split(":");
      const [kind, target = ""] = head.split(" ") as [ModuleEdge["kind"], string];
      const taken = names
        .trim()
        .split(" ")
        .map((one) => {
          const [local, member] = one.split(".") as [string, string?];
          const typeOnly = kind === "type";
          return member
            ? { imported: member, local, typeOnly, member: true as const }
            : { imported: local, local, typeOnly };
        });
      return {
        from,
        to: paths.indexOf(target),
        kind,
        specifier: target,
        start: line,
        end: line,
        line: line + 1,
        names: taken,
      };
    }),
  );
  const graph: ModuleGraph = {
    files: list,
    edges,
    externals: [],
    unresolved: [],
    problems: [],
    entries: new Map(),
  };
  const index = indexGraph(graph);
  return findHoists(index, packageFiles({ index, input: {} }, owner)!).map(({ to, parts }) => ({
    to,
    moved: parts.map(({ node, names }) => [paths[node], ...names]),
  }));
}

describe("findHoists", () => {
  it("moves the type that closes a cycle, with the local types that it uses", () => {
    const found = hoists({
      "a.ts": {
        declares: ["interface A: Inner", "type Inner", "variable run: A"],
        imports: ["value b.ts: b"],
      },
      "b.ts": { declares: ["variable b: A"], imports: ["type a.ts: A"] },
    });
    expect(found).toEqual([{ to: "p/src/types.ts", moved: [["a.ts", "A", "Inner"]] }]);
  });

  it("takes another name where types.ts is taken", () => {
    const found = hoists({
      "a.ts": { declares: ["interface A"], imports: ["value b.ts: b"] },
      "b.ts": { declares: ["variable b: A"], imports: ["type a.ts: A"] },
      "types.ts": { declares: ["type T"], imports: [] },
    });
    expect(found[0]?.to).toBe("p/src/shared-types.ts");
  });

  it("follows types across the files of the cycle", () => {
    const found = hoists({
      "a.ts": { declares: ["interface A: B"], imports: ["value b.ts: b", "type b.ts: B"] },
      "b.ts": { declares: ["interface B", "variable b: A"], imports: ["type a.ts: A"] },
    });
    expect(found[0]?.moved).toEqual([
      ["a.ts", "A"],
      ["b.ts", "B"],
    ]);
  });

  it.each([
    ["a class", { declares: ["interface A: C", "class C: b"], imports: ["value b.ts: b"] }],
    ["an enum", { declares: ["interface A: E", "enum E"], imports: ["value b.ts: b"] }],
    ["a constant", { declares: ["type A: kinds", "variable kinds"], imports: ["value b.ts: b"] }],
    ["a namespace", { declares: ["type A: N", "namespace N"], imports: ["value b.ts: b"] }],
    ["a function", { declares: ["type A: make", "function make"], imports: ["value b.ts: b"] }],
  ])("leaves a type that names %s of the cycle", (_, a) => {
    expect(hoists({ "a.ts": a, "b.ts": { declares: ["variable b: A"], imports: ["type a.ts: A"] } })).toEqual(
      [],
    );
  });

  it("leaves a type that is taken through a namespace import", () => {
    const found = hoists({
      "a.ts": { declares: ["interface A"], imports: ["value b.ts: b"] },
      "b.ts": { declares: ["variable b: A"], imports: ["type a.ts: ns.A"] },
    });
    expect(found).toEqual([]);
  });

  it("leaves types of one name in several files", () => {
    const found = hoists({
      "a.ts": { declares: ["interface A: Inner", "type Inner"], imports: ["value b.ts: b"] },
      "b.ts": {
        declares: ["variable b: A", "type Inner", "type B: Inner"],
        imports: ["type a.ts: A", "value c.ts: c"],
      },
      "c.ts": { declares: ["variable c: B"], imports: ["type b.ts: B"] },
    });
    expect(found).toEqual([]);
  });

  it("leaves a cycle of values", () => {
    const found = hoists({
      "a.ts": { declares: ["interface A", "function a: b"], imports: ["value b.ts: b"] },
      "b.ts": { declares: ["function b: a"], imports: ["value a.ts: a", "type a.ts: A"] },
    });
    expect(found).toEqual([]);
  });
});
