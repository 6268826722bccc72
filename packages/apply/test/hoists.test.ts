import { expect, it } from "vitest";
import { changesOf, contentsOf, diskTree } from "../src/index.ts";
import { changesTo, NPM_ROOT, planOf, read, repository } from "./support/rig.ts";

it("moves types that close a cycle to a leaf, turns importers to it and keeps the old path valid", async () => {
  const root = repository({
    ...NPM_ROOT,
    "packages/core/package.json":
      '{"name":"core","version":"1.0.0","private":true,"type":"module","exports":"./src/index.ts","scripts":{"typecheck":"tsc"}}',
    "packages/core/src/index.ts": "export * from './client'\nexport * from './query'\n",
    "packages/core/src/client.ts": `import type { Buffer } from 'node:buffer'
import type { Query } from './query'
import { make } from './query'

/** What a client is given. */
export interface Options {
  query: Query
  bytes: Buffer
  late: import('./late').Late
}

export class Client {
  constructor(readonly options: Options) {}
  query = make(this.options)
}
`,
    "packages/core/src/query.ts": `import type { Options } from './client'

export interface Query { options: Options }
export function make(options: Options): Query { return { options } }
`,
    "packages/core/src/late.ts": "export type Late = 1\n",
    "packages/core/src/user.ts":
      "import { Client, type Options } from './client'\nexport const c = (o: Options) => new Client(o)\n",
  });
  const { workspace, graph } = await read(root);
  const tree = diskTree(root);
  const src = (name: string) => `packages/core/src/${name}.ts`;
  const plan = planOf(
    "core",
    [
      { name: "core", root: "packages/core", facade: true, files: [src("index"), src("user")] },
      { name: "core-client", root: "packages/core-client", files: [src("client")] },
      { name: "core-query", root: "packages/core-query", files: [src("query")] },
      { name: "core-types", root: "packages/core-types", files: [src("late")] },
    ],
    {
      hoists: [
        { from: src("client"), names: ["Options"], to: src("shared-types"), part: "core-types" },
        { from: src("query"), names: ["Query"], to: src("shared-types"), part: "core-types" },
      ],
    },
  );
  const changes = changesOf({ plan, workspace, graph, tree });
  if (!changes.ok) throw new Error(JSON.stringify(changes.error));
  const contents = contentsOf(changes.value, tree);
  if (!contents.ok) throw new Error(JSON.stringify(contents.error));
  const text = (path: string) => new TextDecoder().decode(contents.value.get(path));
  expect(text("packages/core-types/src/shared-types.ts")).toBe(`import type { Buffer } from 'node:buffer'

/** What a client is given. */
export interface Options {
  query: Query
  bytes: Buffer
  late: import('./late').Late
}

export interface Query { options: Options }
`);
  expect(text("packages/core-client/src/client.ts")).toBe(`import { make } from 'core-query/query'
import type { Options } from 'core-types/shared-types'

export type { Options } from 'core-types/shared-types'

export class Client {
  constructor(readonly options: Options) {}
  query = make(this.options)
}
`);
  expect(
    text("packages/core-query/src/query.ts"),
  ).toBe(`import type { Options } from 'core-types/shared-types'
import type { Query } from 'core-types/shared-types'

export type { Query } from 'core-types/shared-types'
export function make(options: Options): Query { return { options } }
`);
  expect(text("packages/core/src/user.ts")).toBe(
    "import { Client } from 'core-client/client'\nimport type { Options } from 'core-types/shared-types'\nexport const c = (o: Options) => new Client(o)\n",
  );
  expect(JSON.parse(text("packages/core-client/package.json")).dependencies).toEqual({
    "core-query": "*",
    "core-types": "*",
  });
  expect(JSON.parse(text("packages/core-query/package.json")).dependencies).toEqual({ "core-types": "*" });
  expect(JSON.parse(text("packages/core-types/package.json")).dependencies).toBeUndefined();
});

it("opens a cycle that goes through barrels: a leaf and its users take what is behind them", async () => {
  const src = (name: string) => `packages/core/src/${name}.ts`;
  const root = repository({
    ...NPM_ROOT,
    "packages/core/package.json":
      '{"name":"core","version":"1.0.0","private":true,"type":"module","exports":"./src/index.ts","scripts":{"typecheck":"tsc"}}',
    [src("index")]: "export * from './nodes'\n",
    [src("nodes")]: "export * from './a'\nexport * from './b'\nexport type { Plain } from './plain'\n",
    [src("a")]: "import type { B, Plain } from './nodes'\nexport interface A { b: B; plain: Plain }\n",
    [src("b")]:
      "import type { A } from './nodes'\nexport interface B { a: A }\nexport const b = (a: A) => a.b\n",
    [src("plain")]: "export type Plain = 1\n",
    [src("user")]: "import type { A } from './nodes'\nexport const u = (a: A) => a\n",
  });
  const plan = planOf(
    "core",
    [
      { name: "core", root: "packages/core", facade: true, files: ["index", "nodes", "user", "a"].map(src) },
      { name: "core-b", root: "packages/core-b", files: [src("b")] },
      { name: "core-types", root: "packages/core-types", files: [src("plain")] },
    ],
    {
      hoists: [
        { from: src("a"), names: ["A"], to: src("types"), part: "core-types" },
        { from: src("b"), names: ["B"], to: src("types"), part: "core-types" },
      ],
    },
  );
  const { text } = await changesTo(root, plan);
  expect(text("packages/core-types/src/types.ts")).toBe(`import type { Plain } from './plain'

export interface A { b: B; plain: Plain }

export interface B { a: A }
`);
  expect(text("packages/core-b/src/b.ts")).toContain("import type { A } from 'core-types/types'");
  expect(text(src("user")), "closes no cycle").toBeUndefined();
});
