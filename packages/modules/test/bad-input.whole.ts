import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readModules } from "../src/index.ts";
import { namespaceNames } from "../src/parse/namespace-names.ts";
import { edgesOf, makeWorkspace, read, readTree } from "./workspace.ts";

const p = { "p/package.json": { name: "p" } };

describe("bad input", () => {
  it("names the line of a syntax error and keeps the file", async () => {
    const graph = await readTree({ ...p, "p/a.ts": "import './b';\nconst a = ;\n", "p/b.ts": "" });
    expect(graph.problems).toMatchObject([{ code: "SYNTAX_ERROR", where: "p/a.ts:2" }]);
    expect(graph.files.map((file) => file.path)).toEqual(["p/a.ts", "p/b.ts", "p/package.json"]);
  });

  it("takes no offence at a mistake that hides no import", async () => {
    const { problems, edges } = await readTree({
      ...p,
      "p/a.d.ts": "declare module 'x' {\n  declare const a: 1;\n}\nimport './b';\n",
      "p/b.ts": "import './c';\nlet a;\nlet a;\nreturn 1;\n",
      "p/c.ts": "var await = require('./b');\nconst d = ;\n",
    });
    expect(edges.map(({ specifier }) => specifier)).toEqual(["./b", "./c"]);
    expect(problems).toMatchObject([{ code: "SYNTAX_ERROR", where: "p/c.ts:2" }]);
  });

  it("lets fixtures be wrong that are texts to the tests, and no others", async () => {
    const wrong = "import './gone';\nconst a = ;\n";
    const { problems, unresolved, files } = await readTree({
      ...p,
      "p/a.test.ts": "import './fixtures/loaded';\n",
      "p/fixtures/loaded.ts": "import './deeper';\n",
      "p/fixtures/deeper.ts": wrong,
      "p/fixtures/text.ts": "import './other';\nimport './gone';\n",
      "p/fixtures/other.ts": wrong,
      "p/__mocks__/m.ts": wrong,
    });
    const where = ["p/__mocks__/m.ts:2", "p/fixtures/deeper.ts:2"];
    expect(problems.map((problem) => problem.where).sort()).toEqual(where);
    expect(unresolved.map(({ from }) => files[from]!.path)).not.toContain("p/fixtures/text.ts");
  });

  it("comes to an end where a namespace has no name", async () => {
    expect(namespaceNames("import * as  from './b';", "", { start: 0, end: 24 })).toEqual(["*"]);
    const broken = ["import * as  from './b';", "import * as", "export * as  from './b';", "import b = ;"];
    for (const text of broken) {
      const graph = await readTree({ ...p, "p/a.ts": text, "p/b.ts": "" });
      expect(graph.files.map((file) => file.path)).toContain("p/a.ts");
    }
  });

  it("says why an import names nothing", async () => {
    const graph = await readTree({
      ...p,
      "p/a.ts": `import './gone'; import './Case'; import './folder'; import '/abs'; import '../../out'; import 'https://x.y/z'`,
      "p/case.ts": "",
      "p/folder/x.ts": "",
    });
    expect(graph.unresolved.map(({ specifier, reason, target }) => [specifier, reason, target])).toEqual([
      ["./gone", "No such file", undefined],
      ["./Case", "Differs only in case from p/case.ts", "p/case.ts"],
      ["./folder", "A folder without an index file", "p/folder"],
      ["/abs", "An absolute path", undefined],
      ["../../out", "It lies outside of the workspace", undefined],
      ["https://x.y/z", "A URL, not a file of the workspace", undefined],
    ]);
    expect(graph.edges).toEqual([]);
  });

  it("lists files that differ only in case", async () => {
    const graph = await readTree({ ...p, "p/a.ts": "", "p/A.ts": "" });
    expect(graph.problems).toMatchObject([{ code: "CASE_CLASH", where: "p/a.ts" }]);
  });

  it("lists symbolic links and follows none", async () => {
    const workspace = makeWorkspace({ ...p, "p/a.ts": "import './b.js'; import './etc/hosts'" });
    symlinkSync("/etc", join(workspace.root, "p/etc"));
    symlinkSync("a.ts", join(workspace.root, "p/b.ts"));
    const graph = await read(workspace);
    expect(graph.files.map((file) => file.path)).toEqual(["p/a.ts", "p/package.json"]);
    expect(graph.problems.map(({ code, where }) => [code, where])).toEqual([
      ["SYMLINK", "p/b.ts"],
      ["SYMLINK_OUT", "p/etc"],
    ]);
    // Importing a link to a file of the workspace takes that file.
    expect(edgesOf(graph, "p/a.ts")).toEqual(["side-effect ./b.js → p/a.ts"]);
    expect(graph.unresolved.map(({ specifier }) => specifier)).toEqual(["./etc/hosts"]);
  });

  it("reads a package without source, and a broken package.json", async () => {
    const graph = await readTree({ ...p, "q/package.json": "{", "p/a.ts": "import 'q'" });
    expect(graph.files.map((file) => [file.path, file.kind])).toEqual([
      ["p/a.ts", "source"],
      ["p/package.json", "config"],
      ["q/package.json", "config"],
    ]);
    expect(graph.unresolved).toHaveLength(1);
  });

  it("reads no more than imports and exports of five megabytes of generated code", async () => {
    const line = "export const v$ = { a: 1, b: [2, 3] };\n";
    const text = `import './b';\n${Array.from({ length: 130_000 }, (_, at) => line.replace("$", String(at))).join("")}`;
    const graph = await readTree({ ...p, "p/a.ts": text, "p/b.ts": "" });
    expect(graph.problems).toMatchObject([{ code: "LARGE_FILE", where: "p/a.ts" }]);
    expect(edgesOf(graph, "p/a.ts")).toEqual(["side-effect ./b → p/b.ts"]);
    expect(graph.files[0]).toMatchObject({ lines: 130_001, bytes: text.length });
  });

  it("says which file is not UTF-8, and takes binary files as they are", async () => {
    const graph = await readTree({
      ...p,
      "p/a.ts": Buffer.from([0x2f, 0x2f, 0xff, 0xfe, 0x0a]),
      "p/src/image.png": Buffer.from([0x89, 0x50, 0, 0, 10]),
      "p/src/note": Buffer.from("a note"),
    });
    expect(graph.problems).toMatchObject([{ code: "NOT_UTF8", where: "p/a.ts" }]);
    expect(graph.files.find((file) => file.path === "p/src/image.png")).toMatchObject({
      kind: "asset",
      lines: 0,
      tokens: 0,
      bytes: 5,
    });
    expect(graph.files.find((file) => file.path === "p/src/note")).toMatchObject({ tokens: 2, bytes: 6 });
  });

  it("does not open a text that takes nothing, but those that decide what names mean", async () => {
    const { files } = await readTree({ ...p, "p/a.md": "# five\n", "p/a.json": "{}" });
    expect(files.map(({ path, tokens, lines, hash }) => [path, tokens, lines, hash !== ""])).toEqual([
      ["p/a.json", 1, 0, false],
      ["p/a.md", 2, 0, false],
      ["p/package.json", 3, 0, true],
    ]);
  });

  it("fails when there are no files, and when it is stopped", async () => {
    const empty = makeWorkspace({});
    expect(await readModules(empty)).toMatchObject({ ok: false, error: { code: "NO_FILES" } });
    const stopped = AbortSignal.abort();
    expect(await readModules(makeWorkspace(p), { signal: stopped })).toMatchObject({
      error: { code: "ABORTED" },
    });
  });

  it("reads files that git would track, and all that are not hidden without git", async () => {
    const tree = {
      ...p,
      ".gitignore": "ignored\n",
      "p/a.ts": "",
      "p/ignored/b.ts": "",
      "p/node_modules/x/c.ts": "",
      "p/dist/d.js": "",
    };
    const list = async (git: boolean) =>
      (await read(makeWorkspace(tree, { git }))).files.map((file) => file.path);
    expect(await list(true)).toEqual([".gitignore", "p/a.ts", "p/package.json"]);
    expect(await list(false)).toEqual([".gitignore", "p/a.ts", "p/ignored/b.ts", "p/package.json"]);
  });
});
