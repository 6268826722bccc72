import { posix } from "node:path";

const EXTENSIONS = [
  ".ts",
  ".tsx",
  ".mts",
  ".cts",
  ".js",
  ".jsx",
  ".mjs",
  ".cjs",
  ".d.ts",
  ".d.mts",
  ".d.cts",
  ".json",
  ".vue",
  ".svelte",
];
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".jsx", ".d.ts"],
  ".jsx": [".tsx", ".d.ts"],
  ".mjs": [".mts", ".d.mts"],
  ".cjs": [".cts", ".d.cts"],
};

/**
 * The file that a path names, as runtimes, bundlers and TypeScript read it: the very file, else `./a.js` may be
 * `a.ts`, and `./a` may be `a.ts` or `a/index.ts`.
 *
 * @param path workspace-relative, normalised, without a query
 */
export function findFile(path: string, has: (path: string) => boolean): string | undefined {
  if (has(path)) return path;
  const extension = posix.extname(path);
  const written = WRITTEN[extension];
  if (written) {
    const stem = path.slice(0, -extension.length);
    for (const one of written) if (has(stem + one)) return stem + one;
  }
  for (const one of EXTENSIONS) if (has(path + one)) return path + one;
  for (const one of EXTENSIONS) if (has(`${path}/index${one}`)) return posix.join(path, `index${one}`);
  return undefined;
}
