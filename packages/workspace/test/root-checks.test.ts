import { expect, test } from "vitest";
import { mustRead, tree } from "./support/tree.ts";

const packages = {
  "packages/core/package.json": { name: "core", version: "1.0.0", scripts: { test: "node --test" } },
  "packages/core/src/core.test.ts": "",
};

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ["a type checker", { typecheck: "vue-tsc --noEmit" }, [".:typecheck"]],
  ["a vague name over a type checker", { check: "tsc --incremental --noEmit" }, [".:check"]],
  ["a vague name over other scripts", { check: "pnpm run update && pnpm run typecheck" }, []],
  ["scripts of packages", { build: "pnpm -r run build", typecheck: "turbo run typecheck" }, []],
  [
    "a build of everything and its declarations",
    { build: "node scripts/build.js", "build-dts": "tsc -p tsconfig.build.json", "build:watch": "tsc -w" },
    [".:build", ".:build-dts"],
  ],
  [
    "tests with a configuration of their own",
    {
      test: "vitest -c vitest.config.unit.ts",
      "test:fixtures": "vitest -c vitest.config.fixtures.ts",
      "test:again": "vitest run --config ./vitest.config.unit.ts",
      "test:e2e": "vitest run -c vitest.config.fixtures.ts",
      "test:update": "vitest -u -c vitest.config.fixtures.ts",
      "test:none": "vitest -c vitest.config.none.ts",
      "test:served": "vitest run -c vitest.config.e2e.ts",
    },
    [".:test:fixtures"],
  ],
])("the root's own scripts: %s", async (_, scripts, ids) => {
  const root = tree({
    ...packages,
    "package.json": { private: true, workspaces: ["packages/*"], scripts },
    "vitest.config.unit.ts": "export default {}",
    "vitest.config.fixtures.ts": "export default { test: { root: './tests' } }",
    "vitest.config.e2e.ts": "",
  });
  const { checks, tasks } = await mustRead(root);
  expect(checks?.map((task) => task.id)).toEqual(ids);
  expect(tasks.map((task) => task.id)).not.toContain(".:typecheck");
});

test("declarations are emitted after the build, and a runner that would watch is told to end", async () => {
  const root = tree({
    ...packages,
    "package.json": {
      private: true,
      workspaces: ["packages/*"],
      scripts: { build: "node build.js", "build:types": "tsc -b", "test:e": "vitest -c e.config.ts" },
    },
    "e.config.ts": "",
  });
  const { checks } = await mustRead(root);
  expect(checks?.map(({ kind, dependsOn, command }) => [kind, dependsOn, command.argv])).toEqual([
    ["build", [], ["npm", "run", "build"]],
    ["build", [".:build"], ["npm", "run", "build:types"]],
    ["test", [".:build"], ["npm", "run", "test:e", "--", "--run"]],
  ]);
});

test("scripts that are left out prove nothing, and nothing waits for them", async () => {
  const scripts = { build: "node build.js", typecheck: "tsc" };
  const root = tree({
    ...packages,
    "package.json": { private: true, workspaces: ["packages/*"], scripts },
  });
  const { checks } = await mustRead(root, { exclude: [".:build"] });
  expect(checks?.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([[".:typecheck", []]]);
});
