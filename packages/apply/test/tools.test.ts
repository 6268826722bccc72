import { expect, it } from "vitest";
import { changesTo, planOf, repository } from "./support/rig.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);
const installed = (name: string, extra = {}) => ({
  [`node_modules/${name}/package.json`]: json({ name, version: "1.0.0", ...extra }),
});

it("gives parts the tools that their scripts and configuration name, and those that go with them", async () => {
  const root = repository({
    ".gitignore": "",
    "package.json": json({ name: "root", private: true, workspaces: ["packages/*"] }),
    "packages/core/package.json": json({
      name: "core",
      version: "1.0.0",
      type: "module",
      exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
      scripts: { build: "tsup src/index.ts", test: "run-checks", lint: "lint-it .", release: "ship" },
      "lint-staged": { "*": "stager" },
      devDependencies: Object.fromEntries(
        [
          "@types/node",
          "@types/checks",
          "@types/globals",
          "checks",
          "checks-cover",
          "linter",
          "serializer",
          "ship",
          "silent",
          "tsup",
          "types-maker",
          "typescript",
        ].map((name) => [name, "1"]),
      ),
    }),
    "packages/core/tsconfig.json": json({ compilerOptions: { types: ["globals"] } }),
    "packages/core/vitest.config.ts": `import "serializer";\nexport default { use: "vitest", types: "globals" };\n`,
    "packages/core/tsup.config.ts": `export default { entry: ["src/index.ts"] };\n`,
    "packages/core/src/index.ts": `export * from "./low.js";\nexport const high = 1;\n`,
    "packages/core/src/low.ts": "export const low = 1;\n",
    "packages/core/src/mid.ts": "export const mid = 1;\n",
    "packages/core/src/mid.test.ts": `import { mid } from "./mid.js";\nmid;\n`,
    ...installed("checks", { bin: { vitest: "x.js" } }),
    ...installed("checks-cover", { peerDependencies: { checks: "1" } }),
    ...installed("linter", { bin: { "lint-it": "x.js" } }),
    ...installed("tsup", { peerDependencies: { "types-maker": "1" } }),
  });
  const at = (name: string) => `packages/core/src/${name}.ts`;
  const { text } = await changesTo(
    root,
    planOf("core", [
      { name: "core", root: "packages/core", facade: true, files: [at("index")] },
      { name: "core-low", root: "packages/core-low", files: [at("low")] },
      { name: "core-mid", root: "packages/core-mid", files: [at("mid")], tests: [at("mid.test")] },
    ]),
  );
  const toolsOf = (part: string) =>
    Object.keys(JSON.parse(text(`packages/${part}/package.json`)!).devDependencies).join(" ");
  expect(toolsOf("core-low")).toBe("@types/globals @types/node linter silent tsup types-maker typescript");
  expect(toolsOf("core-mid")).toBe(
    "@types/checks @types/globals @types/node checks checks-cover linter serializer silent tsup types-maker typescript",
  );
});
