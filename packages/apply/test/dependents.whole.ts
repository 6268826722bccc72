import { expect, it } from "vitest";
import { diskTree, dropShims, stayingOf } from "../src/index.ts";
import { changesTo, NPM_ROOT, planOf, read, repository, textsOf } from "./support/rig.ts";

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const SPLIT = {
  ...NPM_ROOT,
  "packages/core/package.json": json({
    name: "core",
    version: "1.0.0",
    exports: "./src/index.ts",
    scripts: { typecheck: "tsc" },
  }),
  "packages/core/src/index.ts":
    'export * from "./a";\nexport { b, default } from "./b";\nexport const own = 1;\n',
  "packages/core/src/a.ts": "export const a = 1;\nexport interface A {}\n",
  "packages/core/src/b.ts": "export const b = 1;\nexport default b;\n",
};
const USER = `// first
import whole, { a, /* why */ b as renamed, type A, own } from 'core'
import * as everything from 'core';
export { a as again } from "core"
import type { A as Alias } from 'core'
`;
const PLAN = planOf("core", [
  { name: "core", root: "packages/core", facade: true, files: ["packages/core/src/index.ts"] },
  { name: "core-a", root: "packages/core-a", files: ["packages/core/src/a.ts"] },
  { name: "core-b", root: "packages/core-b", files: ["packages/core/src/b.ts"] },
]);

/** Importers whose configuration names the old package: for what it is, by a pattern, as an alias and by an import. */
const TOLD = Object.fromEntries(
  [
    ["told", "tsdown.config.ts", 'export default { external: (id: string) => id === "core" };\n'],
    [
      "matched",
      "vite.config.mjs",
      "export default { build: { rollupOptions: { external: [/^core$/] } } };\n",
    ],
    [
      "aliases",
      "vitest.config.ts",
      'import { a } from "core";\nexport default { test: { alias: { core: "../core/src/index.ts" } }, a };\n',
    ],
  ].flatMap(([name, config, text]) => [
    [`packages/${name}/package.json`, json({ name, private: true, dependencies: { core: "*" } })],
    [`packages/${name}/${config}`, text],
    [`packages/${name}/src/index.ts`, "import { a } from 'core';\n"],
  ]),
);

const EXPECTED = `// first
import whole, { own } from 'core'
import { a, type A } from 'core-a/a'
import { /* why */ b as renamed } from 'core-b/b'
import * as everything from 'core';
export { a as again } from "core-a/a"
import type { A as Alias } from 'core-a/a'
`;

it("points importers at the parts by the names they take and leaves the rest on the façade", async () => {
  const root = repository({
    ...SPLIT,
    "packages/user/package.json": json({
      name: "user",
      private: true,
      dependencies: { core: "*", zod: "*" },
    }),
    "packages/user/src/index.ts": USER,
    "packages/only/package.json": json({ name: "only", private: true, dependencies: { core: "*" } }),
    "packages/only/src/index.ts": "import { a } from 'core';\r\nexport default a;\r\n",
    "packages/peer/package.json": json({ name: "peer", private: true, peerDependencies: { core: "*" } }),
    "packages/peer/src/index.ts": "import { a } from 'core';\n",
    "packages/members/package.json": json({ name: "members", private: true, dependencies: { core: "*" } }),
    "packages/members/src/index.ts": "import * as all from 'core';\nexport const c = all.a + all.b;\n",
    ...TOLD,
    "packages/mocks/package.json": json({ name: "mocks", private: true, dependencies: { core: "*" } }),
    "packages/mocks/src/index.test.ts": "import { a } from 'core';\nvi.mock('core');\nvoid a;\n",
  });
  const { changes, text } = await changesTo(root, PLAN);
  expect(text("packages/user/src/index.ts")).toBe(EXPECTED);
  expect(JSON.parse(text("packages/user/package.json")!).dependencies).toEqual({
    core: "*",
    "core-a": "*",
    "core-b": "*",
    zod: "*",
  });
  expect(text("packages/only/src/index.ts")).toBe("import { a } from 'core-a/a';\r\nexport default a;\r\n");
  expect(JSON.parse(text("packages/only/package.json")!).dependencies).toEqual({ "core-a": "*" });
  expect(text("packages/peer/src/index.ts")).toBeUndefined();
  expect(text("packages/members/src/index.ts")).toBeUndefined();
  expect(text("packages/mocks/src/index.test.ts")).toBeUndefined();
  expect(text("packages/told/src/index.ts")).toBeUndefined();
  expect(text("packages/matched/src/index.ts")).toBeUndefined();
  expect(text("packages/aliases/src/index.ts")).toBe("import { a } from 'core-a/a';\n");
  expect(new Set(changes.left.map(({ reason }) => reason))).toEqual(
    new Set(["default", "own", "namespace", "peer", "mocked", "configured"]),
  );
  const { workspace, graph } = await read(root);
  expect([...stayingOf(workspace, graph, diskTree(root))("core")].sort()).toEqual([
    "matched",
    "mocks",
    "peer",
    "told",
  ]);
});

it("drops the shims later, for importers that a plan left on the façade", async () => {
  const root = repository({
    ...SPLIT,
    "packages/core/package.json": json({
      name: "core",
      version: "1.0.0",
      exports: "./src/index.ts",
      scripts: { typecheck: "tsc" },
      dependencies: { "core-a": "*", "core-b": "*" },
    }),
    "packages/core/src/index.ts":
      'export * from "core-a/a";\nexport { b, default } from "core-b/b";\nexport const own = 1;\n',
    "packages/core-a/package.json": json({
      name: "core-a",
      version: "1.0.0",
      exports: { "./a": "./src/a.ts" },
    }),
    "packages/core-a/src/a.ts": SPLIT["packages/core/src/a.ts"],
    "packages/core-b/package.json": json({
      name: "core-b",
      version: "1.0.0",
      exports: { "./b": "./src/b.ts" },
    }),
    "packages/core-b/src/b.ts": SPLIT["packages/core/src/b.ts"],
    "packages/user/package.json": json({ name: "user", private: true, dependencies: { core: "*" } }),
    "packages/user/src/index.ts": USER,
    "packages/told/package.json": TOLD["packages/told/package.json"]!,
    "packages/told/tsdown.config.ts": TOLD["packages/told/tsdown.config.ts"]!,
    "packages/told/src/index.ts": TOLD["packages/told/src/index.ts"]!,
  });
  const { workspace, graph } = await read(root);
  const changes = dropShims({ package: "core", workspace, graph, tree: diskTree(root) });
  if (!changes.ok) throw new Error(JSON.stringify(changes.error));
  const text = textsOf(changes.value, root);
  expect(text("packages/user/src/index.ts")).toBe(EXPECTED);
  expect(JSON.parse(text("packages/user/package.json")!).dependencies).toEqual({
    core: "*",
    "core-a": "*",
    "core-b": "*",
  });
  expect(text("packages/told/src/index.ts")).toBeUndefined();
  expect(changes.value.left.map(({ reason, names }) => [reason, ...names])).toEqual([
    ["configured", "core"],
    ["default", "whole"],
    ["own", "own"],
    ["namespace", "everything"],
  ]);
});
