import { expect, it } from "vitest";
import { type ChangeSet, changesOf, contentsOf, diskTree } from "../src/index.ts";
import { planOf, read, repository } from "./support/rig.ts";

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const dist = (name: string) => ({ types: `./dist/${name}.d.mts`, default: `./dist/${name}.mjs` });
const MANIFEST = {
  name: "@t/core",
  version: "1.2.3",
  license: "MIT",
  files: ["dist", "lib", "bin", "LICENSE", "!**/*.test.*"],
  exports: { "./package.json": "./package.json", ".": dist("index"), "./lib": dist("lib/index") },
  scripts: { build: "tsdown" },
  typesVersions: { "*": { lib: ["dist/lib/index.d.mts"] } },
  peerDependencies: { typescript: ">=5" },
  devDependencies: { tsdown: "*" },
};
const REPOSITORY = {
  "package.json": json({ name: "root", private: true, workspaces: ["packages/*"] }),
  "package-lock.json": "{}",
  "tsconfig.json": json({
    compilerOptions: {
      paths: { "@t/core": ["./packages/core/src"], "@t/core/*": ["./packages/core/src/*"] },
    },
  }),
  ".changeset/config.json": json({ fixed: [["@t/core", "@t/user"]] }),
  "node_modules/tsdown/package.json": json({ name: "tsdown", version: "0.12.7" }),
  "packages/core/package.json": json(MANIFEST),
  "packages/core/LICENSE": "Permission is granted.\n",
  "packages/core/bin/run.js": "console.log(1);\n",
  "packages/core/tsdown.config.ts":
    "export const input = ['src/index.ts', 'src/lib/index.ts'];\nexport default {\n  entry: input,\n  dts: {\n    sourcemap: true,\n  },\n  outExtensions: (c) => ({ dts: c.format === 'cjs' ? '.d.cts' : '.d.mts' }),\n};\n",
  "packages/core/vite.config.ts":
    "import manifest from './package.json';\nexport default { test: { name: manifest.name } };\n",
  "packages/core/src/index.ts":
    "export { build, type Builder } from './lib/build';\nexport * from './lib/deep/names';\n",
  "packages/core/src/lib/index.ts":
    "// the library\nexport * from './build';\nexport type { Names } from './deep/names';\n",
  "packages/core/src/lib/build.ts":
    "import { used } from './deep/names';\nclass Builder { a = used; }\nexport const build = new Builder();\nexport type { Builder };\nexport default build;\n",
  "packages/core/src/lib/deep/names.ts":
    "export namespace Names { export interface One {} }\nexport const used = 1;\nexport { build } from '../build';\n",
  "packages/core/src/lib/helper.ts": "export const help = (of: unknown) => of;\n",
  "packages/core/src/lib/build.test.ts":
    "import { build } from './build';\nimport { help } from './helper';\nhelp(build);\n",
  "packages/user/package.json": json({
    name: "@t/user",
    version: "1.2.3",
    peerDependencies: { "@t/core": "1.2.3" },
    devDependencies: { "@t/core": "1.2.3" },
  }),
  "packages/user/src/index.ts":
    "import type { Builder } from '@t/core/lib/build';\nexport type A = Builder;\n",
  "packages/user/src/index.test.ts": "import { help } from '@t/core/lib/helper';\nhelp(1);\n",
  "packages/tests/package.json": json({ name: "tests", private: true, dependencies: { "@t/core": "1.2.3" } }),
  "packages/tests/src/a.ts": "import { build } from '@t/core';\nbuild;\n",
  "packages/tests/__fixtures__/b.ts": "import { build } from '@t/core';\nbuild;\n",
  "scripts/c.ts": "import { build } from '@t/core';\nbuild;\n",
};
const CORE = "packages/core/src";
const PLAN = planOf("@t/core", [
  {
    name: "@t/core",
    root: "packages/core",
    facade: true,
    files: [`${CORE}/index.ts`, "packages/core/bin/run.js", "packages/core/vite.config.ts"],
  },
  {
    name: "@t/core-lib",
    root: "packages/core-lib",
    files: [`${CORE}/lib/index.ts`, `${CORE}/lib/build.ts`, `${CORE}/lib/deep/names.ts`],
    tests: [`${CORE}/lib/build.test.ts`, `${CORE}/lib/helper.ts`],
  },
]);

async function split(files: Record<string, string>): Promise<(path: string) => string> {
  const root = repository(files);
  const { workspace, graph } = await read(root);
  const changes = changesOf({ plan: PLAN, workspace, graph, tree: diskTree(root) });
  if (!changes.ok) throw new Error(JSON.stringify(changes.error));
  return textsOf(changes.value, root);
}

function textsOf(changes: ChangeSet, root: string): (path: string) => string {
  const contents = contentsOf(changes, diskTree(root));
  if (!contents.ok) throw new Error(JSON.stringify(contents.error));
  return (path) => {
    const bytes = contents.value.get(path);
    return bytes ? new TextDecoder().decode(bytes) : "unchanged";
  };
}

it("bundles private parts into a published package, types too, whose configuration can be told to", async () => {
  const text = await split(REPOSITORY);
  const facade = JSON.parse(text("packages/core/package.json"));
  const part = JSON.parse(text("packages/core-lib/package.json"));
  expect(facade.devDependencies).toEqual({ "@t/core-lib": "1.2.3", tsdown: "*" });
  expect(part).toMatchObject({ private: true, license: "MIT" });
  expect(part).not.toHaveProperty("files");
  expect(text("packages/core/tsdown.config.ts")).toContain(
    "    sourcemap: true,\n    resolve: ['@t/core-lib'],\n  },\n  outExtensions: (c) => ({ dts: c.format",
  );
  expect(text("packages/core-lib/vite.config.ts")).toContain("manifest.name");
  expect(text("packages/core-lib/tsdown.config.ts")).not.toContain("resolve");
  expect(text("tsconfig.json")).toContain('"@t/core-lib/*": [');

  expect(text("packages/core-lib/src/index.ts")).toBe(
    "export { build } from './lib/build';\nexport type { Builder } from './lib/build';\nexport { used } from './lib/deep/names';\nexport type { Names } from './lib/deep/names';\n",
  );
  expect(text(`${CORE}/lib/index.ts`)).toBe(
    "export { build } from '@t/core-lib';\nexport type { Builder, Names } from '@t/core-lib';\n",
  );
  expect(text("packages/user/src/index.ts")).toContain("from '@t/core/lib'");
  expect(text("packages/user/src/index.test.ts")).toContain("from '@t/core-lib/lib/helper'");
  expect(text("packages/tests/src/a.ts")).toBe("unchanged");
  expect(part.exports["./lib/helper"]).toBe("./src/lib/helper.ts");
});

it("publishes parts with a package whose tarball offers sources", async () => {
  const text = await split({
    ...REPOSITORY,
    "packages/core/package.json": json({
      ...MANIFEST,
      files: [...MANIFEST.files, "src"],
      "react-native": "src/index.ts",
    }),
  });
  const facade = JSON.parse(text("packages/core/package.json"));
  const part = JSON.parse(text("packages/core-lib/package.json"));
  expect(facade.dependencies).toEqual({ "@t/core-lib": "1.2.3" });
  expect(part).not.toHaveProperty("private");
  expect(part.files).toEqual(["dist", "lib", "LICENSE", "!**/*.test.*", "src"]);
  expect(part.peerDependencies).toEqual({ typescript: ">=5" });
  expect(text("packages/core-lib/LICENSE")).toBe("Permission is granted.\n");
  expect(JSON.parse(text(".changeset/config.json")).fixed).toEqual([["@t/core", "@t/core-lib", "@t/user"]]);
  expect(text("packages/core/tsdown.config.ts")).toBe("unchanged");
  expect(text("packages/tests/src/a.ts")).toContain("from '@t/core-lib'");
  expect(text("packages/tests/__fixtures__/b.ts")).toBe("unchanged");
  expect(text("scripts/c.ts")).toBe("unchanged");
});
