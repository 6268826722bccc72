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
  ".js": [".ts", ".tsx", ".js", ".jsx", ".d.ts"],
  ".jsx": [".tsx", ".jsx", ".d.ts"],
  ".mjs": [".mts", ".mjs", ".d.mts"],
  ".cjs": [".cts", ".cjs", ".d.cts"],
};

/**
 * The file that a path names, as TypeScript and bundlers read it: `./a.js` may be `a.ts`, `./a` may be
 * `a.ts` or `a/index.ts`.
 *
 * @param path workspace-relative, normalised, without a query
 */
export function findFile(path: string, has: (path: string) => boolean): string | undefined {
  const extension = posix.extname(path);
  const written = WRITTEN[extension];
  if (written) {
    const stem = path.slice(0, -extension.length);
    for (const one of written) if (has(stem + one)) return stem + one;
  } else if (has(path)) return path;
  for (const one of EXTENSIONS) if (has(path + one)) return path + one;
  for (const one of EXTENSIONS) if (has(`${path}/index${one}`)) return posix.join(path, `index${one}`);
  return undefined;
}
