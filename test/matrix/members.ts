import type { Axes, Feature } from "./axes.ts";
import { buildOf } from "./build.ts";
import { type Files, ledgerSources, withExtensions } from "./sources.ts";
import { ledgerTests } from "./tests.ts";
import { type Tool, versionOf, versions } from "./versions.ts";

/** One package of the workspace. */
interface Member {
  readonly folder: string;
  readonly name: string;
  readonly sources: Files;
  readonly tests: Files;
  readonly uses: readonly string[];
  readonly libraries: readonly Tool[];
  readonly entries: Readonly<Record<string, string>>;
  readonly isLibrary: boolean;
}

const members = (axes: Axes): Member[] => [
  {
    folder: "base",
    name: "@acme/base",
    sources: {
      "src/index.ts": `export const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);
`,
    },
    tests: {},
    uses: [],
    libraries: [],
    entries: { ".": "index" },
    isLibrary: true,
  },
  {
    folder: "ledger",
    name: "@acme/ledger",
    sources: ledgerSources(axes),
    tests: ledgerTests(axes),
    uses: ["@acme/base"],
    libraries: ["picocolors"],
    entries: axes.features.includes("subpaths")
      ? { ".": "index", "./money": "money/index", "./errors": "errors" }
      : { ".": "index" },
    isLibrary: true,
  },
  {
    folder: "app",
    name: "@acme/app",
    sources: { "src/index.ts": withExtensions(appSource(axes), axes) },
    tests: { "test/app.test.ts": withExtensions(appTest(axes), axes) },
    uses: ["@acme/ledger"],
    libraries: [],
    entries: { ".": "index" },
    isLibrary: false,
  },
];

function appSource({ features }: Axes): string {
  const money = features.includes("subpaths") ? "@acme/ledger/money" : "@acme/ledger";
  return `import { type Account, LedgerError, parseAmount, statement } from "@acme/ledger";
import { add } from "${money}";

export function lunch(first: string, second: string): string {
  try {
    const account: Account = {
      name: "app",
      entries: [{ text: "lunch", amount: add(parseAmount(first), parseAmount(second)) }],
    };
    return statement(account);
  } catch (error) {
    return error instanceof LedgerError ? error.code : "?";
  }
}
`;
}

function appTest({ tests }: Axes): string {
  const [from, check] =
    tests === "node"
      ? [
          `import assert from "node:assert/strict";\nimport test from "node:test";`,
          (a: string, b: string) => `assert.equal(${a}, ${b});`,
        ]
      : [
          tests === "jest" ? "" : `import { expect, test } from "vitest";`,
          (a: string, b: string) => `expect(${a}).toBe(${b});`,
        ];
  return `${from}
import { lunch } from "../src/index.js";

test("lunch is paid", () => {
  ${check(`lunch("1 EUR", "2 EUR")`, `"app\\nlunch | 3.00 EUR\\ntotal | 3.00 EUR"`)}
});
test("a wrong amount has a code", () => {
  ${check(`lunch("x", "2 EUR")`, `"AMOUNT"`)}
});
`;
}

/** Files of every package, and the tools that they ask of the root. */
export function packagesOf(axes: Axes): { readonly files: Files; readonly tools: ReadonlySet<Tool> } {
  const files: Files = {};
  const tools = new Set<Tool>(["@types/node", "typescript", ...runnerTools(axes)]);
  for (const member of members(axes)) {
    const build = buildOf(axes, member.entries);
    for (const tool of build.tools) tools.add(tool);
    const own: Files = {
      "package.json": json(manifestOf(member, axes)),
      ...tsconfigsOf(member, axes),
      ...build.files,
      ...member.sources,
      ...member.tests,
      ...testConfig(axes, Object.keys(member.tests).length > 0),
    };
    if (axes.features.includes("project-json")) own["project.json"] = json(projectOf(member, axes));
    for (const [path, text] of Object.entries(own)) {
      const crlf = axes.features.includes("crlf") && member.folder === "ledger";
      files[`packages/${member.folder}/${path}`] = crlf ? text.replaceAll("\n", "\r\n") : text;
    }
  }
  return { files, tools };
}

function manifestOf(member: Member, axes: Axes): unknown {
  const has = (feature: Feature) => axes.features.includes(feature);
  const build = buildOf(axes, member.entries);
  const isPrivate = has("private") || !member.isLibrary;
  const peers = has("peer") && member.folder === "ledger" ? member.libraries : [];
  const within = axes.manager === "pnpm" || axes.manager === "yarn4" ? "workspace:*" : "1.0.0";
  const range = (tool: Tool) => (has("catalog") ? "catalog:" : versionOf(tool, axes));
  const dependencies = [
    ...member.uses.map((name) => [name, within]),
    ...member.libraries.filter((name) => !peers.includes(name)).map((name) => [name, range(name)]),
  ];
  const tools = [...peers, ...(has("own-tools") ? [...build.tools, ...runnerTools(axes)] : [])].sort();
  const list = (names: readonly Tool[]) => Object.fromEntries(names.map((name) => [name, range(name)]));
  return {
    name: member.name,
    version: "1.0.0",
    ...(isPrivate ? { private: true } : { description: "A ledger", license: "MIT" }),
    ...build.fields,
    ...(has("imports") && member.folder === "ledger" ? { imports: { "#errors": "./src/errors.ts" } } : {}),
    ...(isPrivate ? {} : { files: ["dist"], sideEffects: false }),
    scripts: {
      ...(has("project-json") ? {} : { build: build.script }),
      ...(Object.keys(member.tests).length > 0 && !has("project-json") ? { test: testScript(axes) } : {}),
      ...(has("typecheck") ? { typecheck: "tsc -p tsconfig.json --noEmit" } : {}),
    },
    ...(dependencies.length > 0 ? { dependencies: Object.fromEntries(dependencies) } : {}),
    ...(peers.length > 0 ? { peerDependencies: { picocolors: `^${versions.picocolors}` } } : {}),
    ...(tools.length > 0 ? { devDependencies: list(tools) } : {}),
    ...(has("nx-key") ? { nx: { tags: [`scope:${member.folder}`, "type:lib"] } } : {}),
  };
}

export function testScript({ tests }: Axes): string {
  if (tests === "node") return "node --import tsx --test test/*.test.ts";
  return tests === "jest" ? "jest" : "vitest run";
}

function runnerTools({ tests }: Axes): Tool[] {
  if (tests === "node") return ["tsx"];
  return tests === "jest" ? ["jest", "@swc/core", "@swc/jest", "@types/jest"] : ["vitest"];
}

function testConfig({ tests, features, build }: Axes, hasTests: boolean): Files {
  if (!hasTests) return {};
  if (tests === "jest")
    return {
      "jest.config.js": `/** @type {import("jest").Config} */
module.exports = {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "\\\\.ts$": "@swc/jest" },
};
`,
    };
  if (tests !== "vitest" || build === "vite") return {};
  const define = features.includes("root-tests") ? "defineProject" : "defineConfig";
  return {
    "vitest.config.ts": `import { ${define} } from "vitest/config";

export default ${define}({ test: { environment: "node" } });
`,
  };
}

function tsconfigsOf({ folder, uses }: Member, { features }: Axes): Files {
  const composite = features.includes("references");
  const emit = { rootDir: "src", outDir: "dist", ...(composite ? { composite } : {}) };
  const exclude = features.includes("beside") ? { exclude: ["src/**/*.test.ts"] } : {};
  const base = { extends: "../../tsconfig.base.json" };
  if (features.includes("paths"))
    return {
      "tsconfig.json": json({ ...base, compilerOptions: { noEmit: true }, include: ["src", "test"] }),
      "tsconfig.build.json": json({
        extends: "./tsconfig.json",
        compilerOptions: { noEmit: false, paths: {}, ...emit },
        include: ["src"],
        ...exclude,
      }),
    };
  return {
    "tsconfig.json": json({
      ...base,
      compilerOptions: emit,
      include: ["src"],
      ...exclude,
      ...(composite && folder !== "base"
        ? { references: uses.map((name) => ({ path: `../${name.split("/")[1]}` })) }
        : {}),
    }),
  };
}

function projectOf({ folder, entries, tests, isLibrary }: Member, axes: Axes): unknown {
  const cwd = `packages/${folder}`;
  return {
    $schema: "../../node_modules/nx/schemas/project-schema.json",
    name: `@acme/${folder}`,
    sourceRoot: `${cwd}/src`,
    projectType: isLibrary ? "library" : "application",
    tags: [`scope:${folder}`, isLibrary ? "type:lib" : "type:app"],
    targets: {
      build: {
        executor: "nx:run-commands",
        outputs: ["{projectRoot}/dist"],
        options: { cwd, command: buildOf(axes, entries).script },
      },
      ...(Object.keys(tests).length > 0
        ? { test: { executor: "nx:run-commands", options: { cwd, command: testScript(axes) } } }
        : {}),
    },
  };
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
