import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { edgesOf, makeWorkspace, read, readTree, type Tree } from "./workspace.ts";

/** What `p/src/a.ts` takes by `source`, in a workspace of `p` and `tree`. */
const cases: readonly { name: string; tree: Tree; source: string; gives: string[] }[] = [
  {
    name: "a .js that is .ts, .tsx, .mts or really .js",
    tree: { "p/src/b.ts": "", "p/src/c.tsx": "", "p/src/d.mts": "", "p/src/e.js": "" },
    source: `import './b.js'; import './c.js'; import './d.mjs'; import './e.js'; import './e'`,
    gives: ["p/src/b.ts", "p/src/c.tsx", "p/src/d.mts", "p/src/e.js", "p/src/e.js"],
  },
  {
    name: "folders, assets and components",
    tree: {
      "p/src/b/index.ts": "",
      "p/src/c.css": "",
      "p/src/d.json": {},
      "p/src/e.vue": "<script>import './c.css'</script>",
    },
    source: `import './b'; import './b/'; import './c.css'; import d from './d.json'; import E from './e.vue'`,
    gives: ["p/src/b/index.ts", "p/src/b/index.ts", "p/src/c.css", "p/src/d.json", "p/src/e.vue"],
  },
  {
    name: "the importing folder itself",
    tree: { "p/src/index.ts": "", "p/index.ts": "" },
    source: `import '.'; import './'; import '..'`,
    gives: ["p/src/index.ts", "p/src/index.ts", "p/index.ts"],
  },
  {
    name: "tsconfig paths through extends, with a comment in it",
    tree: {
      "tsconfig.base.json": `{ /* one */ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["./q/src/*"], } } }`,
      "p/tsconfig.json": { extends: "../tsconfig.base.json" },
      "q/package.json": { name: "q" },
      "q/src/x.ts": "",
    },
    source: `import '@lib/x'`,
    gives: ["q/src/x.ts"],
  },
  {
    name: "a baseUrl without paths, an exact pattern and one with an end",
    tree: {
      "p/tsconfig.json": {
        compilerOptions: { baseUrl: "src", paths: { exact: ["./b.ts"], "*/end": ["./ends/*.ts"] } },
      },
      "p/src/b.ts": "",
      "p/src/deep/c.ts": "",
      "p/src/ends/d.ts": "",
    },
    source: `import 'exact'; import 'deep/c'; import 'd/end'; import 'b'`,
    gives: ["p/src/b.ts", "p/src/deep/c.ts", "p/src/ends/d.ts", "p/src/b.ts"],
  },
  {
    name: "paths of a tsconfig that git ignores, though others have none that match",
    tree: {
      ".gitignore": "made\n",
      "other/tsconfig.json": { compilerOptions: { paths: { "#x": ["./x.ts"] } } },
      "p/tsconfig.json": { extends: "./made/tsconfig.json" },
      "p/made/tsconfig.json": { compilerOptions: { paths: { "@made/*": ["../src/*"] } } },
      "p/src/b.ts": "",
    },
    source: `import '@made/b'`,
    gives: ["p/src/b.ts"],
  },
  {
    name: "paths of a tsconfig that is referred to and that git ignores",
    tree: {
      ".gitignore": "made\n",
      "other/tsconfig.json": { compilerOptions: { paths: { "#x": ["./x.ts"] } } },
      "p/tsconfig.json": { files: [], references: [{ path: "./made/app.json" }] },
      "p/made/app.json": {
        include: ["../src/**/*"],
        compilerOptions: { paths: { "@made/*": ["../src/*"] } },
      },
      "p/src/b.ts": "",
    },
    source: `import '@made/b'`,
    gives: ["p/src/b.ts"],
  },
  {
    name: "paths of the nearest tsconfig, which git ignores",
    tree: {
      ".gitignore": "/p/tsconfig.json\n",
      "other/tsconfig.json": { compilerOptions: { paths: { "#x": ["./x.ts"] } } },
      "p/tsconfig.json": { compilerOptions: { paths: { "@made/*": ["./src/*"] } } },
      "p/src/b.ts": "",
    },
    source: `import '@made/b'`,
    gives: ["p/src/b.ts"],
  },
  {
    name: "exports that point at dist, by outDir",
    tree: {
      "q/package.json": {
        name: "q",
        exports: { ".": { types: "./out/main.d.ts", default: "./out/main.js" } },
      },
      "q/tsconfig.json": { compilerOptions: { outDir: "out", rootDir: "code" } },
      "q/code/main.ts": "",
    },
    source: `import 'q'`,
    gives: ["q/code/main.ts"],
  },
  {
    name: "exports that point at dist, by the usual folders",
    tree: {
      "q/package.json": {
        name: "@s/q",
        exports: {
          ".": { import: "./dist/esm/index.js", require: "./dist/cjs/index.cjs" },
          "./sub": "./build/modern/deep/sub.mjs",
          "./lib/*": "./dist/lib/*.js",
          "./package.json": "./package.json",
        },
      },
      "q/src/index.ts": "",
      "q/src/deep/sub.ts": "",
      "q/src/lib/one.ts": "",
    },
    source: `import '@s/q'; import '@s/q/sub'; import '@s/q/lib/one'; import '@s/q/package.json'`,
    gives: ["q/src/index.ts", "q/src/deep/sub.ts", "q/src/lib/one.ts", "q/package.json"],
  },
  {
    name: "a custom condition that points at source",
    tree: {
      "q/package.json": {
        name: "q",
        exports: { ".": { "@s/source": "./main.ts", default: "./dist/index.js" } },
      },
      "q/main.ts": "",
      "q/src/index.ts": "",
    },
    source: `import 'q'`,
    gives: ["q/main.ts"],
  },
  {
    name: "main, and no entry field at all",
    tree: {
      "q/package.json": { name: "q", main: "dist/start.js" },
      "q/src/start.ts": "",
      "r/package.json": { name: "r" },
      "r/src/index.ts": "",
    },
    source: `import 'q'; import 'r'; import 'q/src/start'`,
    gives: ["q/src/start.ts", "r/src/index.ts", "q/src/start.ts"],
  },
  {
    name: "self-reference and #imports",
    tree: {
      "p/package.json": {
        name: "p",
        exports: { "./x": "./dist/x.js" },
        imports: { "#y": { node: "./dist/y.js" }, "#z/*": "./src/z/*.ts" },
      },
      "p/src/x.ts": "",
      "p/src/y.ts": "",
      "p/src/z/one.ts": "",
    },
    source: `import 'p/x'; import '#y'; import '#z/one'`,
    gives: ["p/src/x.ts", "p/src/y.ts", "p/src/z/one.ts"],
  },
  {
    name: "names that are also members of Object.prototype",
    tree: { "p/src/constructor.ts": "", "q/package.json": { name: "constructor" }, "q/index.ts": "" },
    source: `import './constructor'; import 'constructor'`,
    gives: ["p/src/constructor.ts", "q/index.ts"],
  },
];

describe("what a specifier names", () => {
  it.each(cases)("$name", async ({ tree, source, gives }) => {
    const graph = await readTree({ "p/package.json": { name: "p" }, ...tree, "p/src/a.ts": source });
    expect(graph.unresolved).toEqual([]);
    expect(edgesOf(graph, "p/src/a.ts").map((edge) => edge.split(" → ")[1])).toEqual(gives);
  });

  it("does not depend on what is built", async () => {
    const tree = {
      ".gitignore": "dist\nnode_modules\n",
      "p/package.json": { name: "p" },
      "p/a.ts": `import 'q'; import './dist/b.js'`,
      "p/src/b.ts": "",
      "q/package.json": { name: "q", exports: "./dist/index.js" },
      "q/src/index.ts": "",
    };
    const workspace = makeWorkspace(tree);
    const before = await read(workspace);
    for (const path of ["q/dist/index.js", "p/dist/b.js"]) {
      mkdirSync(dirname(join(workspace.root, path)), { recursive: true });
      writeFileSync(join(workspace.root, path), "");
    }
    mkdirSync(join(workspace.root, "p/node_modules"));
    symlinkSync("../../q", join(workspace.root, "p/node_modules/q"));
    expect(await read(workspace)).toEqual(before);
    expect(edgesOf(before, "p/a.ts")).toEqual([
      "side-effect q → q/src/index.ts",
      "side-effect ./dist/b.js → p/src/b.ts",
    ]);
  });

  it("follows a link in node_modules to a folder that is no package of the workspace", async () => {
    const tree = {
      "p/package.json": { name: "p" },
      "p/a.ts": "import 'tool'; import 'tool/b'",
      "p/tsconfig.json": { compilerOptions: { paths: { none: ["./a.ts"] } } },
      "tools/t/b.ts": "",
      "tools/t/index.ts": "",
    };
    const workspace = makeWorkspace(tree);
    mkdirSync(join(workspace.root, "node_modules"));
    symlinkSync("../tools/t", join(workspace.root, "node_modules/tool"));
    expect(edgesOf(await read(workspace), "p/a.ts")).toEqual([
      "side-effect tool → tools/t/index.ts",
      "side-effect tool/b → tools/t/b.ts",
    ]);
  });

  it("tells another package of the same name in node_modules from the workspace's", async () => {
    const workspace = makeWorkspace({
      ".gitignore": "node_modules\n",
      "p/package.json": { name: "p", dependencies: { q: "1.0.0" } },
      "p/a.ts": `import { x } from 'q'`,
      "q/package.json": { name: "q" },
      "q/index.ts": "",
      "p/node_modules/q/package.json": `{ "name": "q" }`,
    });
    const graph = await read(workspace);
    expect(graph.edges).toEqual([]);
    expect(graph.externals.map((one) => one.package)).toEqual(["q"]);
  });

  it("takes a link into the store of a package manager, or a folder, for a package of others", async () => {
    const workspace = makeWorkspace({
      ".gitignore": "node_modules\n",
      "p/package.json": { name: "p" },
      "p/a.ts": "import 'stored'; import 'plain'; import 'dangling'",
      "node_modules/.pnpm/stored@1/node_modules/stored/package.json": `{ "name": "stored" }`,
      "node_modules/plain/package.json": `{ "name": "plain" }`,
    });
    symlinkSync(".pnpm/stored@1/node_modules/stored", join(workspace.root, "node_modules/stored"));
    symlinkSync("../gone", join(workspace.root, "node_modules/dangling"));
    const graph = await read(workspace);
    expect(graph.externals.map((one) => one.package)).toEqual(["stored", "plain"]);
    expect(graph.unresolved.map(({ specifier }) => specifier)).toEqual(["dangling"]);
  });

  it("takes the declaration that an entry of another package names for its types", async () => {
    const workspace = makeWorkspace({
      ".gitignore": "node_modules\n",
      "tsconfig.json": { compilerOptions: { paths: { none: ["./none.ts"] } } },
      "p/package.json": { name: "p", dependencies: { q: "*" } },
      "p/a.ts": "import type { Q } from 'q/rules'; import 'q'",
      "q/package.json": {
        name: "q",
        exports: {
          ".": "./dist/index.js",
          "./rules": { types: "./rules.d.ts", default: "./dist/rules.js" },
        },
      },
      "q/rules.d.ts": "export interface Q {}",
      "q/src/rules.ts": "",
      "q/src/index.ts": "",
    });
    mkdirSync(join(workspace.root, "node_modules"));
    symlinkSync("../q", join(workspace.root, "node_modules/q"));
    expect(edgesOf(await read(workspace), "p/a.ts")).toEqual([
      "type q/rules → q/rules.d.ts",
      "side-effect q → q/src/index.ts",
    ]);
  });

  it("names builtins, declared packages and what is declared nowhere", async () => {
    const graph = await readTree({
      "package.json": { name: "root", devDependencies: { shared: "1" } },
      "p/package.json": {
        name: "p",
        dependencies: { "@s/dep": "1" },
        devDependencies: { "@types/typed": "1" },
      },
      "p/a.ts": `import 'fs'; import 'node:fs'; import '@s/dep/sub'; import 'shared'; import type T from 'typed'; import 'ghost'`,
    });
    expect(graph.externals.map((one) => one.package)).toEqual([
      "node:fs",
      "node:fs",
      "@s/dep",
      "shared",
      "typed",
    ]);
    expect(graph.unresolved.map(({ specifier, line }) => [specifier, line])).toEqual([["ghost", 1]]);
  });
});
