import { expect, it } from "vitest";
import { changesOf, diskTree } from "../src/index.ts";
import { changesTo, planOf, read, repository } from "./support/rig.ts";

const MANIFEST = (name: string, extra = {}) =>
  JSON.stringify({ name, version: "1.0.0", private: true, type: "module", ...extra }, null, 2);

async function changed(files: Record<string, string>, plan: ReturnType<typeof planOf>) {
  const root = repository({
    "package.json": MANIFEST("root", { workspaces: ["packages/*"] }),
    "package-lock.json": "{}",
    ...files,
  });
  return { ...(await changesTo(root, plan)), root };
}

it("rewrites every form of import across parts, and nothing else on the line", async () => {
  const body = [
    "import { a } from './a'; // from './a' stays here",
    'import type { A } from "./a"',
    "export { a as b } from `./a`.length ? './a' : './a'",
  ];
  const { text } = await changed(
    {
      "packages/core/package.json": MANIFEST("core", {
        exports: { ".": "./src/index.ts" },
        scripts: { test: "vitest run", typecheck: "tsc -p ." },
      }),
      "packages/core/src/index.ts": "export * from './a'\r\nexport { use } from \"./use\"\r\n",
      "packages/core/src/a.ts": "export const a = 1\nexport interface A { n: number }\n",
      "packages/core/src/use.ts": `${body.slice(0, 2).join("\n")}
type T = import('./a').A
const lazy = () => import(/* why */ "./a")
export { a as again } from './a'
export const use: A | T = { n: a }; void lazy; const s = "./a"; void s
`,
    },
    planOf("core", [
      { name: "core", root: "packages/core", facade: true, files: ["packages/core/src/index.ts"] },
      { name: "core-a", root: "packages/core-a", files: ["packages/core/src/a.ts"] },
      { name: "core-use", root: "packages/core-use", files: ["packages/core/src/use.ts"] },
    ]),
  );
  expect(text("packages/core/src/index.ts")).toBe(
    "export * from 'core-a/a'\r\nexport { use } from \"core-use/use\"\r\n",
  );
  expect(text("packages/core-use/src/use.ts")).toBe(`import { a } from 'core-a/a'; // from './a' stays here
import type { A } from "core-a/a"
type T = import('core-a/a').A
const lazy = () => import(/* why */ "core-a/a")
export { a as again } from 'core-a/a'
export const use: A | T = { n: a }; void lazy; const s = "./a"; void s
`);
  expect(JSON.parse(text("packages/core-a/package.json")!)).toEqual({
    name: "core-a",
    version: "1.0.0",
    private: true,
    type: "module",
    exports: { "./a": "./src/a.ts" },
    scripts: { typecheck: "tsc -p ." },
  });
  expect(JSON.parse(text("packages/core-use/package.json")!)["dependencies"]).toEqual({ "core-a": "*" });
  expect(JSON.parse(text("packages/core/package.json")!)["dependencies"]).toEqual({
    "core-a": "*",
    "core-use": "*",
  });
});

it("refuses parts that import one another, with the place", async () => {
  const root = repository({
    "package.json": MANIFEST("root", { workspaces: ["packages/*"] }),
    "package-lock.json": "{}",
    "packages/core/package.json": MANIFEST("core", {
      exports: "./src/index.ts",
      scripts: { typecheck: "tsc" },
    }),
    "packages/core/src/index.ts": 'export * from "./a";\n',
    "packages/core/src/a.ts": 'export const a = 1;\nimport type { B } from "./b";\nexport type A = B;\n',
    "packages/core/src/b.ts": 'import "./a";\nexport type B = 1;\n',
  });
  const { workspace, graph } = await read(root);
  const plan = planOf("core", [
    { name: "core", root: "packages/core", facade: true, files: ["packages/core/src/index.ts"] },
    { name: "core-a", root: "packages/core-a", files: ["packages/core/src/a.ts"] },
    { name: "core-b", root: "packages/core-b", files: ["packages/core/src/b.ts"] },
  ]);
  expect(changesOf({ plan, workspace, graph, tree: diskTree(root) })).toMatchObject({
    ok: false,
    error: { code: "PLAN_CYCLE", where: "packages/core/src/b.ts:1" },
  });
});
