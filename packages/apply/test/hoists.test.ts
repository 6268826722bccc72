import { expect, it } from "vitest";
import { changesOf, contentsOf, diskTree } from "../src/index.ts";
import { planOf, read, repository } from "./support/rig.ts";

it("moves types that close a cycle to a leaf, turns importers to it and keeps the old path valid", async () => {
  const root = repository({
    "package.json": '{"name":"root","private":true,"workspaces":["packages/*"]}',
    "package-lock.json": "{}",
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
