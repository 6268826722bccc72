import { posix } from "node:path";
import type { OutputFolder } from "./tsconfigs.ts";

/** Folders that tools write to. Only these are ever taken off a path. */
const OUTPUT = new Set([
  "dist",
  "build",
  "lib",
  "es",
  "esm",
  "cjs",
  "out",
  "output",
  "types",
  "typings",
  "umd",
  "temp",
]);
/** Folders inside an output folder that tell formats apart. */
const FORMAT = new Set([
  "esm",
  "cjs",
  "es",
  "lib",
  "modern",
  "legacy",
  "types",
  "src",
  "mjs",
  "dts",
  "umd",
  "production",
  "development",
  "node",
  "browser",
  "require",
  "import",
]);
const BUILT = /\.(?:d\.[cm]?ts|[cm]?js|jsx)$/;
const SOURCES = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte"];

/**
 * The source file that a built file comes from, by the compiler's `outDir` and `rootDir` or by the usual folder names.
 *
 * @param folder of the package, workspace-relative
 * @param target relative to it, `./dist/index.js`
 * @param has is there such a file, workspace-relative?
 * @returns undefined when nothing lies there: better no answer than a wrong one
 */
export function toSource(
  folder: string,
  target: string,
  outputs: readonly OutputFolder[],
  has: (path: string) => boolean,
): string | undefined {
  const built = posix.join(folder, target);
  for (const { from, to } of outputs) {
    if (!built.startsWith(`${from}/`)) continue;
    const found = firstSource(posix.join(to, built.slice(from.length + 1)), has);
    if (found) return found;
  }
  const inside = posix.normalize(target).replace(/^\.\//, "");
  for (const rest of restsOf(inside))
    for (const source of ["src", "", "source", "lib"]) {
      const found = firstSource(posix.join(folder, source, rest), has);
      if (found && found !== built) return found;
    }
  return undefined;
}

/** `dist/esm/a.js` may come from `esm/a` or `a`. */
function restsOf(path: string): string[] {
  const segments = path.split("/");
  if (!OUTPUT.has(segments[0]!)) return [];
  const rests: string[] = [];
  for (let taken = 1; taken < segments.length; taken++) {
    rests.push(segments.slice(taken).join("/"));
    if (!FORMAT.has(segments[taken]!)) break;
  }
  return rests;
}

/** The file under its source extension; a `.css` or `.json` is copied and keeps its own. */
function firstSource(path: string, has: (path: string) => boolean): string | undefined {
  const stem = BUILT.test(path) ? path.replace(BUILT, "") : undefined;
  if (stem === undefined) {
    if (has(path)) return path;
    return posix.extname(path) === "" ? withExtension(path, has) : undefined;
  }
  const plain = stem.replace(
    /\.(?:esm|cjs|umd|min|prod|production|development|global|browser|bundler|module|modern)\b.*$/,
    "",
  );
  return withExtension(stem, has) ?? (plain === stem ? undefined : withExtension(plain, has));
}

function withExtension(stem: string, has: (path: string) => boolean): string | undefined {
  for (const extension of SOURCES) if (has(stem + extension)) return stem + extension;
  for (const extension of SOURCES) if (has(`${stem}/index${extension}`)) return `${stem}/index${extension}`;
  return undefined;
}
