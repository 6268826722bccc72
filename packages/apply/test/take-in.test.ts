import { expect, it } from "vitest";
import { changesTo, NPM_ROOT, planOf, repository } from "./support/rig.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);

it.each([
  ["a bundle", "", "devDependencies", true],
  ["files apart", ", unbundle: true", "dependencies", undefined],
])(
  "takes parts into a published package's output where that is %s",
  async (_, option, section, isPrivate) => {
    const root = repository({
      ...NPM_ROOT,
      "packages/core/package.json": json({
        name: "core",
        version: "1.0.0",
        type: "module",
        files: ["dist"],
        exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
        scripts: { build: "tsdown" },
        devDependencies: { tsdown: "1" },
      }),
      "packages/core/node_modules/tsdown/package.json": json({ name: "tsdown", version: "0.22.3" }),
      "packages/core/tsdown.config.ts": `export default { entry: ["src/index.ts"], dts: true${option} };\n`,
      "packages/core/src/index.ts": `export * from "./low";\n`,
      "packages/core/src/low.ts": "export const low = 1;\n",
    });
    const { text } = await changesTo(
      root,
      planOf("core", [
        { name: "core", root: "packages/core", facade: true, files: ["packages/core/src/index.ts"] },
        { name: "core-low", root: "packages/core-low", files: ["packages/core/src/low.ts"] },
      ]),
    );
    expect(JSON.parse(text("packages/core/package.json")!)[section]).toHaveProperty("core-low");
    expect(JSON.parse(text("packages/core-low/package.json")!).private).toBe(isPrivate);
  },
);
