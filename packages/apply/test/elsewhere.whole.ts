import { expect, it } from "vitest";
import { changesTo, planOf, repository } from "./support/rig.ts";

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
const plan = planOf("@x/core", [
  { name: "@x/core", root: "packages/core", facade: true, files: ["packages/core/src/index.ts"] },
  {
    name: "@x/core-http",
    root: "packages/core-http",
    files: ["packages/core/src/http/get.ts", "packages/core/src/http/put.ts"],
  },
]);

/** What the split of `@x/core` makes of files outside of it. `build` decides what parts export. */
async function after(files: Record<string, string>, build: object = {}) {
  const root = repository({
    "package.json": json({ name: "root", private: true, workspaces: ["packages/*"] }),
    "packages/core/package.json": json({
      name: "@x/core",
      version: "1.0.0",
      private: true,
      type: "module",
      exports: { ".": "./src/index.ts" },
      scripts: { test: "node --test" },
      ...build,
    }),
    "packages/core/src/index.ts": 'export { get } from "./http/get";\nexport { put } from "./http/put";\n',
    "packages/core/src/http/get.ts": "export const get = 1;\n",
    "packages/core/src/http/put.ts": "export const put = 2;\n",
    ...files,
  });
  const { changes, text } = await changesTo(root, plan);
  const doubts = changes.doubts.map(({ code, file, line }) => `${code} ${file}:${line}`);
  return { text, doubts, packages: changes.packages };
}

it.each<[string, string, string, string | undefined]>([
  [
    "a path from the root, in a program",
    "scripts/a.js",
    `const a = "packages/core/src/http/get.ts", b = './packages/core/src/http/put.ts'; // packages/core/src/http/get.ts\n`,
    `const a = "packages/core-http/src/http/get.ts", b = './packages/core-http/src/http/put.ts'; // packages/core/src/http/get.ts\n`,
  ],
  [
    "a path from the file's own folder",
    "scripts/a.js",
    `read(join(here, "../packages/core/src/http/get.ts"))\n`,
    `read(join(here, "../packages/core-http/src/http/get.ts"))\n`,
  ],
  [
    "a link in a document, with what is behind its mark",
    "docs/a.md",
    "See [get](../packages/core/src/http/get.ts#L1) and `packages/core/src/http/put.ts`.\n",
    "See [get](../packages/core-http/src/http/get.ts#L1) and `packages/core-http/src/http/put.ts`.\n",
  ],
  [
    "what stays, longer names and other places",
    "docs/a.md",
    "packages/core/src/index.ts packages/core/src/http/get.tsx https://x.test/packages/core/src/http/get.ts other/packages/core/src/http/get.ts\n",
    undefined,
  ],
])("paths of moved files follow them: %s", async (_, path, before, expected) => {
  const { text, doubts } = await after({ [path]: before });
  expect(text(path)).toBe(expected);
  expect(doubts).toEqual([]);
});

it("a package whose files change is proven too, whether it depends on the split one or not", async () => {
  const { packages } = await after({
    "packages/meta/package.json": json({ name: "meta", version: "1.0.0" }),
    "packages/meta/src/index.ts": 'export const path = "packages/core/src/http/get.ts";\n',
    "packages/else/package.json": json({ name: "else", version: "1.0.0" }),
    "packages/else/src/index.ts": 'export const path = "packages/core/src/index.ts";\n',
  });
  expect(packages).toEqual(["@x/core", "@x/core-http", "meta"]);
});

it("a pattern in a list gets the parts' beside it, in the layout of the list", async () => {
  const { text, doubts } = await after({
    "eslint.config.mjs": `export default [
  { files: ['packages/core/src/**/*.ts'], rules: {} },
  { files: ['packages/core/**/*.ts', 'packages/some-other-package/source/**/*.ts', 'scripts/**/*.ts'] },
  {
    ignores: [
      'packages/core/src/http/**',
      'dist/**',
    ],
  },
  { files: ['packages/*/src/**', 'packages/core/test/**'] },
];
`,
  });
  expect(text("eslint.config.mjs")).toBe(`export default [
  { files: ['packages/core/src/**/*.ts', 'packages/core-http/src/**/*.ts'], rules: {} },
  { files: [
    'packages/core/**/*.ts',
    'packages/core-http/**/*.ts',
    'packages/some-other-package/source/**/*.ts',
    'scripts/**/*.ts',
  ] },
  {
    ignores: [
      'packages/core/src/http/**',
      'packages/core-http/src/http/**',
      'dist/**',
    ],
  },
  { files: ['packages/*/src/**', 'packages/core/test/**'] },
];
`);
  expect(doubts).toEqual([]);
});

it("folders, lone patterns, texts put together and generated files are told with their place", async () => {
  const { text, doubts } = await after({
    "scripts/a.js": `const all = glob("packages/core/src/http/*.ts");\nconst one = \`\${root}/packages/core/src/http/get.ts\`;\n`,
    "scripts/b.js": "\n\nreaddir('./packages/core/src/http/')\n",
    ".github/workflows/ci.yml": "on:\n  push:\n    paths:\n      - packages/core/src/http/**\n",
    "packages/app/package.json": json({ name: "app", private: true, dependencies: { "@x/core": "*" } }),
    "packages/app/src/made.ts": '/* GENERATED, DO NOT EDIT */\nexport { get } from "@x/core";\n',
  });
  expect(text("scripts/a.js")).toBeUndefined();
  expect(doubts).toEqual([
    "NAMED_ELSEWHERE .github/workflows/ci.yml:4",
    "NAMED_ELSEWHERE scripts/a.js:1",
    "NAMED_ELSEWHERE scripts/b.js:3",
    "GENERATED packages/app/src/made.ts:1",
  ]);
});

const BUILT = {
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  scripts: { build: "tsc -p .", test: "node --test" },
};

it("aliases of the old name to its sources get the parts' beside them, each written like it", async () => {
  const { text, doubts } = await after(
    {
      "alias.mjs": `export const alias = {
  '@x/core': fileURLToPath(new URL('./packages/core/src/index.ts', import.meta.url)),
  '@x/other': fileURLToPath(new URL('./packages/other/src/index.ts', import.meta.url)),
}
`,
      "packages/app/vite.config.ts": `export default {
  resolve: { alias: [{ find: /^@x\\/core$/, replacement: resolve(__dirname, "../core/src/index.ts") }] },
};
`,
      "jest.config.js":
        'module.exports = {\n  moduleNameMapper: {\n    "^@x/core$": "<rootDir>/packages/core/src",\n  },\n};\n',
    },
    BUILT,
  );
  expect(text("alias.mjs")).toBe(`export const alias = {
  '@x/core': fileURLToPath(new URL('./packages/core/src/index.ts', import.meta.url)),
  '@x/core-http/http/get': fileURLToPath(new URL('./packages/core-http/src/http/get.ts', import.meta.url)),
  '@x/core-http/http/put': fileURLToPath(new URL('./packages/core-http/src/http/put.ts', import.meta.url)),
  '@x/other': fileURLToPath(new URL('./packages/other/src/index.ts', import.meta.url)),
}
`);
  expect(text("packages/app/vite.config.ts")).toContain(
    '{ find: /^@x\\/core-http\\/http\\/get$/, replacement: resolve(__dirname, "../core-http/src/http/get.ts") }',
  );
  expect(text("jest.config.js")).toContain(
    '    "^@x/core$": "<rootDir>/packages/core/src",\n    "^@x/core-http/http/get$": "<rootDir>/packages/core-http/src/http/get.ts",\n',
  );
  expect(doubts).toEqual([]);
});

it("an alias put together from pieces is told; one to outputs, a version and a computed table are left alone", async () => {
  const { text, doubts } = await after(
    {
      "vitest.config.ts": "const a = {\n  '@x/core': path.join(root, 'packages', 'core', 'src'),\n};\n",
      "rollup.config.js": "const a = { '@x/core': './packages/core/dist/index.js' };\n",
      "versions.js": "const a = { '@x/core': '1.0.0' };\n",
      "aliases.js": "for (const dir of dirs) alias['@x/' + dir] = `packages/${dir}/src`;\n",
    },
    BUILT,
  );
  expect(doubts).toEqual(["ALIAS_UNCLEAR vitest.config.ts:2"]);
  for (const path of ["vitest.config.ts", "rollup.config.js", "versions.js", "aliases.js"])
    expect(text(path)).toBeUndefined();
});

it("parts whose sources others reach without a build need no alias", async () => {
  const { text } = await after({
    "alias.mjs": "export const alias = { '@x/core': './packages/core/src/index.ts' };\n",
  });
  expect(text("alias.mjs")).toBeUndefined();
});

it("tsconfig paths of a package that is bundled lead to the parts' entries", async () => {
  const { text } = await after(
    {
      "tsconfig.json": json({
        compilerOptions: { paths: { "@x/core": ["./packages/core/src/index.ts"] } },
      }),
    },
    { ...BUILT, scripts: { build: "esbuild src/index.ts --bundle --outdir=dist" } },
  );
  expect(JSON.parse(text("tsconfig.json")!).compilerOptions.paths).toEqual({
    "@x/core": ["./packages/core/src/index.ts"],
    "@x/core-http": ["./packages/core-http/src/index.ts"],
  });
});
