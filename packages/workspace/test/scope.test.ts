import { expect, test } from "vitest";
import { mustRead, tree } from "./support/tree.ts";

const MEMBER = { version: "1.0.0", scripts: { build: "tsc", test: "vitest run" } };

/** Ids of the tasks of a workspace with a library and an example, by the scripts of its root. */
async function tasksWith(scripts: Readonly<Record<string, string>>) {
  const root = tree({
    "package.json": { name: "root", scripts },
    "pnpm-workspace.yaml": "packages: ['packages/*', 'examples/*']\n",
    "packages/lib/package.json": { name: "lib", ...MEMBER },
    "examples/app/package.json": { name: "app", ...MEMBER, dependencies: { lib: "workspace:*" } },
  });
  const { tasks, warnings } = await mustRead(root);
  return { ids: tasks.map(({ id }) => id), codes: warnings.map(({ code }) => code) };
}

const ALL = ["app:build", "app:test", "lib:build", "lib:test"];
const LIBRARY = ["lib:build", "lib:test"];

test.each([
  ["no script", {}],
  ["scripts that run all packages", { build: "pnpm -r build", test: "turbo run test" }],
  ["scripts of other targets", { lint: "turbo lint --filter=./packages/*", docs: "nx run docs" }],
  ["a build beside tests that are the root's own", { build: "turbo build --filter=lib", test: "vitest" }],
  ["a filter that leaves nothing out", { build: "turbo build --filter=./packages/* --filter=./examples/*" }],
])("all packages belong to the loop by %s", async (_, scripts) => {
  expect(await tasksWith(scripts)).toEqual({ ids: ALL, codes: [] });
});

test.each([
  ["Turborepo", { build: "turbo build --filter=./packages/*", test: "turbo test --filter='!./examples/*'" }],
  ["Nx", { build: "nx run-many --targets=build,lint --exclude=examples/**" }],
  ["pnpm", { build: "pnpm -r --filter lib build" }],
  ["Lerna", { build: "lerna run build --ignore app" }],
  [
    "a script that it calls",
    { build: "npm run build:all -- --x", "build:all": "turbo build -F './packages/*'" },
  ],
  [
    "what it gives to a script that it calls",
    { build: "pnpm run all build --filter=./packages/*", all: "turbo run" },
  ],
  ["a call that comes back to itself", { build: "pnpm build && turbo build --filter=lib" }],
])("packages are left out by %s", async (_, scripts) => {
  expect(await tasksWith(scripts)).toEqual({ ids: LIBRARY, codes: ["SCOPED"] });
});

test("a package is kept whole where one target runs in it", async () => {
  const scripts = { build: "turbo build --filter=lib", test: "pnpm test:all", "test:all": "pnpm -r test" };
  expect(await tasksWith(scripts)).toEqual({ ids: ALL, codes: [] });
});

test("a target whose script runs others of its kind is left out where they are", async () => {
  const root = tree({
    "package.json": {
      name: "root",
      scripts: {
        test: "pnpm run test:ci",
        "test:ci": "turbo lint test:lib",
        "test:lib": "turbo test:lib --filter=./packages/*",
      },
    },
    "pnpm-workspace.yaml": "packages: ['packages/*', 'examples/*']\n",
    "packages/lib/package.json": { name: "lib", scripts: { "test:lib": "vitest run" } },
    "packages/more/package.json": { name: "more", scripts: { "test:lib": "vitest run" } },
    "examples/app/package.json": { name: "app", scripts: { test: "ng test" } },
  });
  const { tasks, warnings } = await mustRead(root);
  expect(tasks.map(({ id }) => id)).toEqual(["lib:test:lib", "more:test:lib"]);
  expect(warnings.map(({ code }) => code)).toEqual(["SCOPED"]);
});
