/** Options of esbuild's `build`, as its API takes them. */
export type EsbuildOptions = Readonly<Record<string, unknown>>;

const BOOLEANS = new Set(
  "bundle minify minify-whitespace minify-identifiers minify-syntax splitting keep-names allow-overwrite preserve-symlinks tree-shaking ignore-annotations jsx-dev jsx-side-effects sources-content".split(
    " ",
  ),
);
const STRINGS = new Set(
  "outfile outdir outbase platform format global-name charset jsx jsx-factory jsx-fragment jsx-import-source legal-comments packages public-path source-root tsconfig entry-names chunk-names asset-names".split(
    " ",
  ),
);
/** Values between commas. */
const LISTS = new Set(["target", "main-fields", "conditions", "resolve-extensions", "drop-labels"]);
/** `--external:NAME`, as often as there are names. */
const REPEATED = new Set(["external", "inject", "drop", "pure"]);
/** `--define:KEY=VALUE`. */
const MAPS = new Set(["define", "alias", "loader", "banner", "footer", "out-extension"]);
/** Only what is printed. */
const SILENT = /^--(?:log-level|log-limit|color)=/;

/**
 * The words behind `esbuild` as options of its API that write the same bytes; undefined for any word that is not known
 * to have a twin there, and for output that does not go to files.
 */
export function esbuildOptions(args: readonly string[]): EsbuildOptions | undefined {
  const options = new Map<string, unknown>();
  const entryPoints: string[] = [];
  for (const word of args) {
    if (SILENT.test(word)) continue;
    if (!word.startsWith("-")) {
      // `out=in` names an output.
      if (word.includes("=")) return undefined;
      entryPoints.push(word);
    } else if (!take(word, options)) return undefined;
  }
  if (entryPoints.length === 0 || !(options.has("outfile") || options.has("outdir"))) return undefined;
  return { ...Object.fromEntries(options), entryPoints };
}

function take(word: string, options: Map<string, unknown>): boolean {
  const [, name = "", mark = "", value = ""] = /^--([a-z-]+)(?:([=:])(.*))?$/s.exec(word) ?? [];
  const key = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (mark === ":") {
    if (REPEATED.has(name)) return append(options, key, value);
    return MAPS.has(name) && put(options, key, value);
  }
  if (name === "sourcemap") return set(options, key, mark === "" || value === "true" ? true : value);
  if (BOOLEANS.has(name)) {
    return (value === "" || value === "true" || value === "false") && set(options, key, value !== "false");
  }
  if (mark === "" || value === "") return false;
  if (STRINGS.has(name)) return set(options, key, value);
  return LISTS.has(name) && set(options, key, value.split(","));
}

function set(options: Map<string, unknown>, key: string, value: unknown): true {
  options.set(key, value);
  return true;
}

function append(options: Map<string, unknown>, key: string, value: string): true {
  return set(options, key, [...((options.get(key) as string[] | undefined) ?? []), value]);
}

function put(options: Map<string, unknown>, key: string, text: string): boolean {
  const equals = text.indexOf("=");
  if (equals < 0) return false;
  const known = (options.get(key) as Record<string, string> | undefined) ?? {};
  return set(options, key, { ...known, [text.slice(0, equals)]: text.slice(equals + 1) });
}
