import { describe, expect, it } from "vitest";
import { edgesOf, readTree } from "./workspace.ts";

describe("entry points", () => {
  it("are listed with their sources, patterns written out", async () => {
    const graph = await readTree({
      "p/package.json": {
        name: "p",
        bin: { p: "./dist/bin.js" },
        exports: { ".": "./dist/index.js", "./feature/*": "./dist/feature/*.js", "./gone": "./dist/gone.js" },
      },
      "p/src/index.ts": "",
      "p/src/bin.ts": "",
      "p/src/feature/a.ts": "",
      "p/src/feature/b/c.ts": "",
    });
    expect([...graph.entries.get("p")!]).toEqual([
      [".", "p/src/index.ts"],
      ["./feature/a", "p/src/feature/a.ts"],
      ["./feature/b/c", "p/src/feature/b/c.ts"],
      ["bin:0", "p/src/bin.ts"],
    ]);
  });

  it("are what lies at the root of a package without exports, as far as it is published", async () => {
    const tree = {
      "p/package.json": { name: "p", main: "lib/", files: ["lib", "*.js", "*.d.ts", "!internal.js"] },
      "p/client.js": "module.exports = require('./lib/client')",
      "p/client.d.ts": "export * from './lib/client'",
      "p/internal.js": "",
      "p/left.ts": "",
      "p/rollup.config.js": "",
      "p/client.test.js": "",
      "p/tsconfig.json": { compilerOptions: { outDir: "lib" }, include: ["src"] },
      "p/src/index.ts": "",
      "p/src/client.ts": "",
      "p/src/a.ts": "",
      "p/src/b.ts": "",
      "p/src/c.ts": "",
      "open/package.json": { name: "open", exports: "./src/index.js" },
      "open/client.js": "",
      "open/src/index.ts": "",
      "open/src/a.ts": "",
      "flat/package.json": { name: "flat" },
      "flat/index.js": "",
      "flat/a.js": "",
      "flat/deep/b.js": "",
    };
    const { entries } = await readTree(tree);
    expect([...entries].map(([name, all]) => [name, Object.fromEntries(all)])).toEqual([
      ["flat", { ".": "flat/index.js" }],
      ["open", { ".": "open/src/index.ts" }],
      ["p", { ".": "p/src/index.ts", "./client": "p/client.js" }],
    ]);
  });

  it("are traced from preconstruct's, whatever their outputs are called", async () => {
    const graph = await readTree({
      "p/package.json": {
        name: "@s/p",
        exports: { ".": "./dist/s-p.js", "./undo": "./dist/s-p-undo.js" },
        preconstruct: { entrypoints: ["./index.ts", "undo.ts", "react"] },
      },
      "p/react/package.json": { main: "dist/s-p-react.cjs.js" },
      "p/src/index.ts": "",
      "p/src/undo.ts": "",
      "p/src/other.ts": "",
      "p/src/react/index.tsx": "",
      "q/package.json": { name: "q", dependencies: { "@s/p": "*" } },
      "q/a.ts": "import '@s/p/undo'; import '@s/p'",
    });
    expect(Object.fromEntries(graph.entries.get("@s/p")!)).toEqual({
      ".": "p/src/index.ts",
      "./react": "p/src/react/index.tsx",
      "./undo": "p/src/undo.ts",
    });
    expect(edgesOf(graph, "q/a.ts")).toEqual([
      "side-effect @s/p/undo → p/src/undo.ts",
      "side-effect @s/p → p/src/index.ts",
    ]);
  });
});
