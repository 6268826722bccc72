import { posix } from "node:path";
import type { Files } from "./cache/files.ts";
import { isObject, type JsonObject } from "./manifests/json.ts";

const EXTENSIONS = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "vue", "svelte"];
const SOURCE = /(?<!\.d)\.(?:[cm]?[jt]sx?|vue|svelte)$/;
const TEST = /\.(?:test|spec|bench|stories)\.|(?:^|\/)(?:__tests__|__mocks__|tests?|e2e|fixtures?)\//;
const CONFIG = /\.config\.|(?:^|\/)\.|\.setup\./;

/**
 * The source file that stands for "an edit of this package": `source` of the manifest, an entry point that is
 * source or maps back to it, `src/index.*`, `index.*`, else the first source file there is.
 *
 * @returns workspace-relative, or undefined when the package has no source
 */
export function entryOf(files: Files, root: string, manifest: JsonObject | undefined): string | undefined {
  const at = (path: string) => posix.join(root, path);
  const named = manifest === undefined ? [] : namedEntries(manifest);
  const sources = named.filter((path) => SOURCE.test(path) && !isOutput(path));
  // A JavaScript file beside `src` is as a rule a stub over what is built.
  for (const path of sources) {
    if ((/\.[cm]?tsx?$/.test(path) || path.startsWith("src/")) && files.exists(at(path))) return at(path);
  }
  const stems = ["src/index", "src/main", "index", "lib/index", "source/index", ...named.map(stemOf)];
  for (const stem of stems) {
    const names = files.list(at(posix.dirname(stem)), "source");
    const extension = EXTENSIONS.find((extension) => names.includes(`${posix.basename(stem)}.${extension}`));
    if (extension !== undefined) return at(`${stem}.${extension}`);
  }
  return sources.map(at).find((path) => files.exists(path)) ?? firstSource(files, root);
}

/** Paths of `source`, `exports["."]`, `module`, `main` and `types`, in that order. */
function namedEntries(manifest: JsonObject): readonly string[] {
  const found: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string") found.push(posix.normalize(value));
    else if (Array.isArray(value)) value.forEach(collect);
    else if (isObject(value)) Object.values(value).forEach(collect);
  };
  collect(manifest["source"]);
  const exports = manifest["exports"];
  collect(isObject(exports) && "." in exports ? exports["."] : exports);
  for (const field of ["module", "main", "types", "bin"]) collect(manifest[field]);
  return found.filter((path) => !path.startsWith("..") && !path.includes("*"));
}

/** `dist/esm/client.d.ts` came most likely from `src/client`. */
function stemOf(path: string): string {
  const file = path
    .split("/")
    .at(-1)!
    .replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  return `src/${file}`;
}

function isOutput(path: string): boolean {
  return /^(?:dist|build|lib|out|es|esm|cjs|node_modules)\//.test(path);
}

/** Breadth first, so that a file near the root of the package wins; `src` before its siblings. */
function firstSource(files: Files, root: string): string | undefined {
  const queue = [""];
  for (let seen = 0; queue.length > 0 && seen < 200; seen++) {
    const folder = queue.shift()!;
    const names = files.list(posix.join(root, folder), "source").map((name) => posix.join(folder, name));
    const file = names.find((path) => SOURCE.test(path) && !TEST.test(path) && !CONFIG.test(path));
    if (file !== undefined) return posix.join(root, file);
    const folders = names.filter((path) => path.endsWith("/") && !TEST.test(path) && !CONFIG.test(path));
    queue.push(...folders.sort((a, b) => Number(b.endsWith("src/")) - Number(a.endsWith("src/"))));
  }
  return undefined;
}
