import type { Axes, Feature } from "./axes.ts";
import type { Files } from "./sources.ts";
import type { Tool } from "./versions.ts";

/** How a package is built, as its manifest and files say it. */
export interface Build {
  readonly script: string;
  /** `exports`, `main`, `types` and their like. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: Files;
  readonly tools: readonly Tool[];
}

/** @param entries subpath → source without its extension, relative to `src` */
export function buildOf(axes: Axes, entries: Readonly<Record<string, string>>): Build {
  return { ...builders[axes.build](axes, entries), fields: fieldsOf(axes, entries) };
}

type Builder = (axes: Axes, entries: Readonly<Record<string, string>>) => Omit<Build, "fields">;

const project = ({ features }: Axes) => `tsconfig${features.includes("paths") ? ".build" : ""}.json`;
const declarations = (axes: Axes) => `tsc -p ${project(axes)} --emitDeclarationOnly`;
const has = (axes: Axes, feature: Feature) => axes.features.includes(feature);
const formats = ({ format }: Axes) => (format === "dual" ? ["esm", "cjs"] : [format]);
const listed = (values: readonly string[]) => `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
const inputs = (entries: Readonly<Record<string, string>>) =>
  Object.values(entries).map((source) => `src/${source}.ts`);

const builders: Record<Axes["build"], Builder> = {
  tsc: (axes) => ({
    script: has(axes, "references") ? "tsc --build" : `tsc -p ${project(axes)}`,
    files: {},
    tools: ["typescript"],
  }),
  esbuild: (axes) =>
    has(axes, "build-script")
      ? {
          script: `node build.mjs && ${declarations(axes)}`,
          files: {
            "build.mjs": `import { build } from "esbuild";

await build({
  entryPoints: ["src/index.ts"],
  bundle: true,
  packages: "external",
  platform: "node",
  format: "${axes.format}",
  outfile: "dist/index.js",
});
`,
          },
          tools: ["esbuild", "typescript"],
        }
      : {
          script: `esbuild src/index.ts --bundle --packages=external --platform=node --format=${axes.format} --outfile=dist/index.js && ${declarations(axes)}`,
          files: {},
          tools: ["esbuild", "typescript"],
        },
  tsup: (axes, entries) => ({
    script: "tsup",
    files: {
      "tsup.config.ts": `import { defineConfig } from "tsup";

export default defineConfig({
  entry: ${listed(inputs(entries))},
  format: ${listed(formats(axes))},
  dts: true,
  clean: true,
});
`,
    },
    tools: ["tsup", "typescript"],
  }),
  tsdown: (axes, entries) => ({
    script: "tsdown",
    files: {
      "tsdown.config.ts": `import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: [${inputs(entries)
    .map((input) => `'./${input}'`)
    .join(", ")}],
  format: [${formats(axes)
    .map((format) => `'${format}'`)
    .join(", ")}],
  dts: true,
})
`,
    },
    tools: ["tsdown", "typescript"],
  }),
  vite: (axes) => ({
    script: `vite build && ${declarations(axes)}`,
    files: {
      "vite.config.ts": `import { defineConfig } from "vite";

export default defineConfig({
  build: {
    target: "node20",
    emptyOutDir: false,
    lib: {
      entry: "src/index.ts",
      formats: ${listed(formats(axes).map((format) => (format === "esm" ? "es" : format)))},
      fileName: "index",
    },
    rollupOptions: { external: [/^@acme\\//, "picocolors"] },
  },
});
`,
    },
    tools: ["vite", "typescript"],
  }),
  unbuild: (axes, entries) => ({
    script: "unbuild",
    files: {
      "build.config.ts": `import { defineBuildConfig } from "unbuild";

export default defineBuildConfig({
  entries: ${listed(inputs(entries))},
  declaration: true,
  clean: true,
  rollup: { emitCJS: ${axes.format !== "esm"} },
});
`,
    },
    tools: ["unbuild", "typescript"],
  }),
  rollup: () => ({
    script: "rollup -c",
    files: {
      "rollup.config.mjs": `import dts from "rollup-plugin-dts";
import esbuild from "rollup-plugin-esbuild";

const input = "src/index.ts";
const external = (id) => !/^[./]/.test(id);

export default [
  {
    input,
    external,
    plugins: [esbuild({ target: "node20" })],
    output: [
      { file: "dist/index.mjs", format: "es" },
      { file: "dist/index.cjs", format: "cjs" },
    ],
  },
  { input, external, plugins: [dts()], output: { file: "dist/index.d.ts", format: "es" } },
];
`,
    },
    tools: ["rollup", "rollup-plugin-dts", "rollup-plugin-esbuild", "esbuild", "typescript"],
  }),
};

/** Names that each builder gives what it emits. */
function outputOf({ build, format }: Axes, stem: string, kind: "esm" | "cjs" | "types"): string {
  const path = `./dist/${stem}`;
  if (kind === "types") {
    if (build === "tsdown") return `${path}.d.${format === "cjs" ? "c" : "m"}ts`;
    return build === "unbuild" ? `${path}.d.mts` : `${path}.d.ts`;
  }
  if (build === "tsdown" || build === "unbuild" || build === "rollup")
    return `${path}.${kind === "esm" ? "mjs" : "cjs"}`;
  return kind === "cjs" && format === "dual" ? `${path}.cjs` : `${path}.js`;
}

function fieldsOf(axes: Axes, entries: Readonly<Record<string, string>>): Record<string, unknown> {
  const { format, build } = axes;
  const entry = (source: string) => {
    const types = outputOf(axes, source, "types");
    const main = outputOf(axes, source, format === "cjs" ? "cjs" : "esm");
    if (format !== "dual") return { types, default: main };
    return { types, import: main, require: outputOf(axes, source, "cjs") };
  };
  const type = format === "cjs" ? "commonjs" : "module";
  if (build === "tsc" && format === "cjs")
    return { type, main: outputOf(axes, "index", "cjs"), types: outputOf(axes, "index", "types") };
  return {
    type,
    ...(format === "dual" && build === "tsup"
      ? { main: "./dist/index.cjs", module: "./dist/index.js", types: "./dist/index.d.ts" }
      : {}),
    exports: Object.fromEntries(Object.entries(entries).map(([subpath, source]) => [subpath, entry(source)])),
  };
}
