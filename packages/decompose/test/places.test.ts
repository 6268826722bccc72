import type { ModuleGraph, Unresolved } from "@sixty/model";
import { expect, it } from "vitest";
import { indexGraph } from "../src/files/index-graph.ts";
import { packageFiles } from "../src/files/package-files.ts";
import { fixture, type Sources } from "./fixture.ts";

const FILES = {
  "client.ts": "src/a.ts",
  "src/a.ts": "src/b.ts",
  "src/b.ts": "",
  "src/c.ts": "src/b.ts",
  "src/parts/d.ts": "",
  "src/parts/e.ts": "",
  "src/parts/f.ts": "client.ts",
};

function filesOf(change: (graph: ModuleGraph) => Partial<ModuleGraph>, files: Sources = FILES) {
  const { graph, workspace } = fixture({ big: { files } });
  const index = indexGraph({ ...graph, ...change(graph) });
  const found = packageFiles({ index, input: {} }, workspace.packages[0]!)!;
  const name = (node: number) => graph.files[found.nodes[node]!]!.path.slice("packages/big/".length);
  return {
    facade: [...found.facade].map(name).sort(),
    bound: found.bound.map(({ a, b }) => [name(a), name(b)]),
    reaching: found.reaching.map(({ target, line }) => [target, line]),
  };
}

const path = (target: string, more: Partial<Unresolved> = {}) =>
  filesOf(({ files }) => ({
    entries: new Map([["big", new Map([[".", "packages/big/src/a.ts"]])]]),
    unresolved: [
      {
        from: files.findIndex((file) => file.path === "packages/big/src/c.ts"),
        specifier: "path.join(__dirname, x)",
        kind: "path",
        start: 0,
        end: 1,
        line: 7,
        reason: "A path",
        target,
        ...more,
      },
    ],
  }));

it("keeps a file with a path to the package's folder, and ties nothing to it", () => {
  expect(path("packages/big")).toEqual({ facade: ["src/a.ts", "src/c.ts"], bound: [], reaching: [] });
});

it("says that more than the folder itself is meant, or the folder of the entry", () => {
  const facade = ["src/a.ts", "src/c.ts"];
  const open = path("packages/big", { open: true });
  expect(open).toEqual({ facade, bound: [], reaching: [["packages/big", 7]] });
  const source = path("packages/big/src");
  expect(source).toEqual({ facade, bound: [], reaching: [["packages/big/src", 7]] });
});

it("ties what another folder has, and what a literal names", () => {
  const bound = ["d", "e", "f"].map((name) => ["src/c.ts", `src/parts/${name}.ts`]);
  expect(path("packages/big/src/parts")).toEqual({ facade: ["src/a.ts"], bound, reaching: [] });
  expect(path("packages/big/src", { specifier: '"src"' }).bound).toHaveLength(5);
});

it("keeps loaders at the root where the code is in folders", () => {
  const entries = new Map([
    [
      "big",
      new Map([
        [".", "packages/big/src/a.ts"],
        ["./b", "packages/big/src/b.ts"],
        ["./client", "packages/big/client.ts"],
      ]),
    ],
  ]);
  expect(filesOf(() => ({ entries })).facade).toEqual(["client.ts", "src/a.ts"]);
});

it("keeps what nothing imports at the root, unless the code is there", () => {
  const tool = { "karma.conf.js": "" };
  expect(filesOf(() => ({}), { ...FILES, ...tool }).facade).toContain("karma.conf.js");
  expect(filesOf(() => ({}), { ...tool, "index.ts": "a.ts", "a.ts": "" }).facade).not.toContain(
    "karma.conf.js",
  );
});

it("keeps what the package's own scripts run", () => {
  const { graph, workspace } = fixture({ big: { files: FILES } });
  const programs = () => ["packages/big/src/parts/d.ts", "packages/big/gone.ts"];
  const found = packageFiles({ index: indexGraph(graph), input: { programs } }, workspace.packages[0]!)!;
  const facade = [...found.facade].map((node) => graph.files[found.nodes[node]!]!.path);
  expect(facade).toContain("packages/big/src/parts/d.ts");
});
