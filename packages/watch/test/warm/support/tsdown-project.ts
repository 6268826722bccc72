import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { begin } from "./edits.ts";
import { folder, link } from "./project.ts";

const config = (body: string, before = "") =>
  `import { defineConfig } from "tsdown";\n${before}export default defineConfig({\n  entry: ["src/index.ts", "src/second.ts"],\n  dts: true,\n${body}});\n`;
const project = (options: object) =>
  JSON.stringify({
    compilerOptions: {
      strict: true,
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      types: [],
      skipLibCheck: true,
      ...options,
    },
    include: ["src", "../../types"],
  });
const manifest = (fields: object) =>
  JSON.stringify({ name: "app", version: "1.0.0", scripts: { build: "tsdown" }, ...fields });
const SECOND = 'import type { Shape } from "./other";\nexport const shape: Shape = { size: 1 };\n';

/** Contents that a file may have; the first is the one it starts with, undefined: not there. */
export const FILES: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "types/ambient.d.ts": [
    "declare const ambient: number;\n",
    "declare const ambient: string;\n",
    "declare const ambient: string;\ninterface Array<T> { own: T }\n",
  ],
  "packages/lib/index.d.ts": [
    "export declare const lib: number;\n",
    "export declare const lib: string;\nexport interface More { a: 1 }\n",
    "export declare const lib: ;\n",
    "export declare const other: number;\n",
  ],
  "packages/lib/index.js": ["export const lib = 1;\n", "export const lib = 2;\n"],
  "packages/lib/package.json": [
    '{"name":"@s/lib","version":"1.0.0","type":"module","types":"./index.d.ts","exports":"./index.js"}',
    '{"name":"@s/lib","version":"1.0.0","type":"module","types":"./nothing.d.ts","exports":"./index.js"}',
  ],
  "packages/app/src/index.ts": [
    'import { lib } from "@s/lib";\nimport { other } from "./other";\nexport const a = lib;\nexport const b = { other, ambient };\n',
    'import { lib } from "@s/lib";\nimport { other } from "./other";\n/** Told. */\nexport const a = lib;\nexport const b = () => new Map([[other, lib]]);\n',
    'import { lib } from "@s/lib";\nexport const a: string = lib;\n',
    'import { nothing } from "./nothing";\nexport const a = nothing;\n',
    "export const = ;\n",
    'export * from "./other";\nexport * from "./new";\n',
    'export { lib } from "@s/lib";\nexport const [one] = [1, 2].own;\n',
  ],
  "packages/app/src/other.ts": [
    "export interface Shape { size: number }\nexport const other = ambient;\n",
    "export interface Shape { size: string }\n/** @internal */\nexport const other = 1;\n",
    "export type Shape = { size: 1 };\nexport const other = [ambient] as const;\n",
    undefined,
  ],
  "packages/app/src/new.ts": [undefined, "export const fresh = 1;\n", "export type Fresh = 2;\n"],
  "packages/app/src/second.ts": [SECOND, `${SECOND}export default shape;\n`],
  "packages/app/tsconfig.json": [
    project({}),
    project({ stripInternal: true }),
    project({ strict: false, removeComments: true }),
    project({ isolatedDeclarations: true, declaration: true }),
    project({ target: "es5", lib: ["es5"] }),
    "{",
  ],
  "packages/app/tsdown.config.ts": [
    config('  format: ["esm", "cjs"],\n'),
    config("  sourcemap: true,\n"),
    config("  minify,\n", 'import { minify } from "./shared.ts";\n'),
    config("  failOnWarn: true,\n"),
    config(
      "  onSuccess: async () => { await writeFile('dist/told.txt', process.env.npm_package_name ?? ''); },\n",
      'import { writeFile } from "node:fs/promises";\n',
    ),
    config("  onSuccess: 'node --version > dist/version.txt && exit 3',\n"),
    config("  hooks: { 'build:done': () => process.exit(4) },\n"),
    config(
      "  plugins: [{ name: 'late', buildEnd() { setTimeout(() => { throw new Error('late'); }, 20); } }],\n",
    ),
    config(
      "  plugins: [{ name: 'end', buildEnd() { process.on('exit', () => { process.exitCode = 5; }); } }],\n",
    ),
    config(
      "  plugins: [{ name: 'left', buildStart() { globalThis.left ??= 0; if (globalThis.left++ > 3) throw new Error('left'); process.chdir('..'); process.env.LEFT = 'left'; } }],\n",
    ),
    config(
      "  plugins: [{ name: 'define', banner: () => '/* ' + (process.env.LEFT ?? globalThis.left ?? '') + ' */' }],\n",
    ),
    "throw new Error('configuration');\n",
    "export default {\n",
    undefined,
  ],
  "packages/app/shared.ts": ["export const minify = true;\n", "export const minify = false;\n"],
  "packages/app/package.json": [
    manifest({ type: "module", dependencies: { "@s/lib": "1.0.0" } }),
    manifest({ type: "module" }),
    manifest({ dependencies: { "@s/lib": "1.0.0" } }),
  ],
};

/** A package that tsdown builds, with types of another that it imports. */
export function tsdownProject(modules: string): string {
  const root = folder({ "package.json": '{"private":true,"type":"module"}' });
  begin(root, FILES);
  link(root, { tsdown: "tsdown/dist/run.mjs", node: "node/bin/node" }, modules);
  mkdirSync(join(root, "node_modules/@s"));
  symlinkSync("../../packages/lib", join(root, "node_modules/@s/lib"));
  return root;
}
