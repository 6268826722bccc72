import { execFileSync } from "node:child_process";
import { posix } from "node:path";
import type { TakenName, Workspace } from "@sixty/model";
import { readModules } from "@sixty/modules";
import { expect, test } from "vitest";
import { vectors } from "./vectors.ts";
import { folderOf } from "./workspace.ts";

interface Given {
  /** Of `src/a.ts` in a package with the files below. */
  readonly text: string;
}
interface Expect {
  readonly edges: readonly {
    readonly kind: string;
    /** Relative to the package. */
    readonly to: string;
    readonly start: number;
    readonly end: number;
    readonly line: number;
    /** `type ` before, ` as ` and the name that it is exported again by behind. */
    readonly names: readonly string[];
  }[];
  readonly externals?: readonly string[];
  /** Kinds. */
  readonly unresolved?: readonly string[];
}

const around = {
  "package.json": { private: true, workspaces: ["packages/*"] },
  "packages/one/package.json": {
    name: "@x/one",
    exports: { "./b": "./dist/b.js" },
    imports: { "#b": "./src/b.ts" },
    dependencies: { "@x/two": "*" },
  },
  "packages/one/tsconfig.json": { compilerOptions: { paths: { "~/*": ["./src/*"] } } },
  "packages/one/src/b.ts": "export {};\n",
  "packages/one/src/c.ts": "export {};\n",
  "packages/one/src/d.ts": "export {};\n",
  "packages/one/src/folder/index.ts": "export {};\n",
  "packages/two/package.json": { name: "@x/two", exports: { ".": { import: "./dist/index.js" } } },
  "packages/two/src/index.ts": "export const two = 2;\n",
};

test.each(vectors<Given, Expect>("modules"))("$title", async ({ given, expect: expected }) => {
  const root = folderOf({ ...around, "packages/one/src/a.ts": given.text });
  execFileSync("git", ["init", "-q"], { cwd: root });
  const read = await readModules(workspaceOf(root));
  if (!read.ok) throw new Error(read.error.what);
  const { files, edges, externals, unresolved } = read.value;
  const from = files.findIndex(({ path }) => path === "packages/one/src/a.ts");
  const own = <T extends { readonly from: number }>(list: readonly T[]) =>
    list.filter((one) => one.from === from);
  expect({
    edges: own(edges).map(({ kind, to, start, end, line, names }) => {
      const path = posix.relative("packages/one", files[to]!.path);
      return { kind, to: path, start, end, line, names: names.map(nameOf) };
    }),
    externals: own(externals).map((one) => one.package),
    unresolved: own(unresolved).map(({ kind }) => kind),
  }).toEqual({ externals: [], unresolved: [], ...expected });
});

function workspaceOf(root: string): Workspace {
  const packages = ["one", "two"].map((name) => {
    const dependsOn = name === "one" ? ["@x/two"] : [];
    return { name: `@x/${name}`, root: `packages/${name}`, dependsOn, private: true, tags: [] };
  });
  return { root, runner: "plain", manager: "npm", packages, tasks: [], targets: [], warnings: [] };
}

function nameOf({ imported, typeOnly, reexportedAs }: TakenName): string {
  return `${typeOnly ? "type " : ""}${imported}${reexportedAs === undefined ? "" : ` as ${reexportedAs}`}`;
}
