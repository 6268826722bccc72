import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TEST_A, TEST_B } from "./vitest-project.ts";

/** A small generator with a seed: mulberry32. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Contents that a file may have; the first is the one it starts with, undefined: not there. */
export const FILES: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "packages/lib/src/value.ts": [
    "export const value: number = 1;\n",
    "export const value: number = 2;\n",
    "export const value: number = ;\n",
    "const one = 1;\nexport const value: number = one;\n",
  ],
  "packages/lib/src/index.ts": [
    'export { value } from "./value";\n',
    'export { value } from "./other";\n',
    'export * from "./value";\nexport type { Nothing } from "./nothing";\n',
  ],
  "packages/lib/src/other.ts": [undefined, "export const value = 1;\n", "export const value = 3;\n"],
  "packages/lib/src/value.js": [undefined, "export const value = 7;\n", "export const value = 1;\n"],
  "packages/lib/package.json": [
    '{"name":"@s/lib","version":"1.0.0","type":"module","exports":"./src/index.ts"}',
    '{"name":"@s/lib","version":"1.0.0","type":"module","exports":"./src/value.ts"}',
  ],
  "packages/app/src/a.ts": [
    'import { value } from "@s/lib";\nexport const a = value + 1;\n',
    'import { value } from "@s/lib";\nimport data from "./data.json";\nexport const a = value + data.one;\n',
    'export const a = (await import("@s/lib")).value + 1;\n',
  ],
  "packages/app/src/data.json": ['{"one":1}', '{"one":2}', '{"one":'],
  "packages/app/src/items/one.ts": ["export default 1;\n", undefined],
  "packages/app/src/items/two.ts": [undefined, "export default 2;\n"],
  "packages/app/src/items/three.ts": [undefined, "export default 3;\n"],
  "packages/app/src/__mocks__/c.ts": [
    undefined,
    'export const c = "mocked";\n',
    'export const c = "real";\n',
  ],
  "packages/app/src/c.ts": [
    'export const c = "real";\n',
    'export const c = "mocked";\n',
    'throw new Error("c");\n',
  ],
  "packages/app/test/a.test.ts": [TEST_A, TEST_A.replace("toBe(2)", "toBe(3)"), undefined],
  "packages/app/test/b.test.ts": [TEST_B, TEST_B.replace("toBe(1)", "toBe(2)"), "const = 1;\n"],
  "packages/app/test/c.test.ts": [
    undefined,
    'import { expect, test, vi } from "vitest";\nimport { c } from "../src/c";\nvi.mock("../src/c");\ntest("c", () => expect(c).toBe("mocked"));\n',
    'import { expect, test } from "vitest";\nimport { c } from "../src/c";\ntest("c", () => expect(c).toBe("real"));\n',
  ],
  "packages/app/test/glob.test.ts": [
    'import { expect, test } from "vitest";\nconst items = import.meta.glob("../src/items/*.ts", { eager: true });\ntest("items", () => expect(Object.keys(items).length).toBeLessThan(3));\n',
    'import { expect, test } from "vitest";\nconst items = import.meta.glob("../src/items/*.ts");\ntest("items", () => expect(Object.keys(items)).toContain("../src/items/two.ts"));\n',
  ],
  "packages/app/test/read.test.ts": [
    'import { readFileSync } from "node:fs";\nimport { expect, test } from "vitest";\nimport raw from "./notes.txt?raw";\ntest("notes", () => expect(readFileSync(new URL("notes.txt", import.meta.url), "utf8") + raw).not.toContain("wrong"));\n',
    undefined,
  ],
  "packages/app/test/notes.txt": ["right", "wrong", "fine"],
  "packages/app/setup.ts": ["export {};\n", "globalThis.setUp = true;\n", 'throw new Error("set-up");\n'],
  "packages/app/vitest.config.ts": [
    'export default { test: { setupFiles: "./setup.ts" } };\n',
    'import { include } from "./include.ts";\nexport default { test: { include } };\n',
    'export default { resolve: { alias: { "@s/lib": new URL("../lib/src/other.ts", import.meta.url).pathname } } };\n',
    "export default {\n",
    "export default { test: { isolate: false } };\n",
    'export default { test: { pool: "vmThreads" } };\n',
    'export default { test: { pool: "threads", isolate: false, fileParallelism: false } };\n',
    undefined,
  ],
  "packages/app/include.ts": [
    'export const include = ["test/*.test.ts"];\n',
    'export const include = ["test/b.*"];\n',
  ],
};

export function begin(root: string, files = FILES): void {
  for (const [path, [text]] of Object.entries(files)) put(join(root, path), text);
}

/** Changes one to three files, each to another of its contents, and most often back to the first. */
export function edit(root: string, random: (below: number) => number, files = FILES): string[] {
  const changed = new Set<string>();
  for (let left = 1 + random(3); left > 0; left--) {
    const path = Object.keys(files)[random(Object.keys(files).length)]!;
    const contents = files[path]!;
    put(join(root, path), random(2) === 0 ? contents[0] : contents[random(contents.length)]);
    changed.add(path);
  }
  return [...changed].sort();
}

function put(path: string, text: string | undefined): void {
  if (text === undefined) {
    if (existsSync(path)) rmSync(path);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
