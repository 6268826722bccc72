import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { isRecord } from "./manifest.ts";

/** Where a compiler writes and what it writes there, workspace-relative. */
export interface OutputFolder {
  readonly from: string;
  readonly to: string;
}

export interface Tsconfigs {
  /** Some tsconfig has `paths` or `baseUrl`, so that a bare specifier may name a file. */
  readonly aliases: boolean;
  /** `customConditions` of all of them, sorted. */
  readonly conditions: readonly string[];
  /** Output folders by the folder that the tsconfig is in. */
  readonly outputs: ReadonlyMap<string, readonly OutputFolder[]>;
}

/** @param paths every tsconfig of the workspace, workspace-relative */
export async function readTsconfigs(root: string, paths: readonly string[]): Promise<Tsconfigs> {
  const read = createReader(readPlainJsonc);
  const configs = paths.map((path) => [path, read(join(root, path))] as const);
  if (!read.failed()) return collect(root, configs);
  // Loading it costs more than reading all of them, and few need it.
  const { parse } = await import("jsonc-parser");
  const again = createReader((text) => parse(text, [], { allowTrailingComma: true }) as unknown);
  return collect(
    root,
    paths.map((path) => [path, again(join(root, path))] as const),
  );
}

type Options = Record<string, unknown>;

function collect(root: string, configs: readonly (readonly [path: string, options: Options])[]): Tsconfigs {
  const conditions = new Set<string>();
  const outputs = new Map<string, OutputFolder[]>();
  let aliases = false;
  for (const [path, options] of configs) {
    if (options["paths"] !== undefined || options["baseUrl"] !== undefined) aliases = true;
    const custom = options["customConditions"];
    if (Array.isArray(custom)) for (const one of custom) if (typeof one === "string") conditions.add(one);
    const folder = dirname(path) === "." ? "" : dirname(path);
    const to = inWorkspace(root, options["rootDir"]) ?? join(folder, "src").split(sep).join("/");
    for (const field of ["outDir", "declarationDir"]) {
      const from = inWorkspace(root, options[field]);
      if (from === undefined || from === "") continue;
      outputs.set(folder, [...(outputs.get(folder) ?? []), { from, to }]);
    }
  }
  return { aliases, conditions: [...conditions].sort(), outputs };
}

function inWorkspace(root: string, path: unknown): string | undefined {
  if (typeof path !== "string") return undefined;
  const inside = relative(root, path).split(sep).join("/");
  return inside.startsWith("..") || isAbsolute(inside) ? undefined : inside;
}

interface OptionsReader {
  /** Options of a tsconfig and all that it extends, paths made absolute. */
  (file: string): Options;
  /** Was there a text that could not be parsed? */
  failed(): boolean;
}

/** @param parse gives undefined for a text that it cannot read */
function createReader(parse: (text: string) => unknown): OptionsReader {
  const known = new Map<string, Options>();
  let failed = false;
  const read = (file: string): Options => {
    const before = known.get(file);
    if (before) return before;
    // One that extends itself by way of others has nothing to give to them.
    known.set(file, {});
    const text = readText(file);
    const config = text === undefined ? undefined : parse(text);
    if (text !== undefined && config === undefined) failed = true;
    const options = isRecord(config) ? withBases(config, dirname(file), read) : {};
    known.set(file, options);
    return options;
  };
  return Object.assign(read, { failed: () => failed });
}

function withBases(config: Options, folder: string, read: (file: string) => Options): Options {
  const bases = [config["extends"]].flat().filter((base) => typeof base === "string");
  const inherited = bases.map((base) => {
    const found = findBase(folder, base);
    return found ? read(found) : {};
  });
  const own = isRecord(config["compilerOptions"]) ? { ...config["compilerOptions"] } : {};
  for (const field of ["outDir", "rootDir", "declarationDir", "baseUrl"])
    if (typeof own[field] === "string")
      own[field] = join(folder, own[field].replace(/^\$\{configDir\}/, "."));
  return Object.assign({}, ...inherited, own);
}

function findBase(folder: string, base: string): string | undefined {
  if (!base.startsWith(".") && !isAbsolute(base)) {
    const require = createRequire(join(folder, "_.js"));
    for (const name of [base, `${base}.json`, `${base}/tsconfig.json`])
      try {
        return require.resolve(name);
      } catch {}
    return undefined;
  }
  const path = isAbsolute(base) ? base : join(folder, base);
  return [path, `${path}.json`, join(path, "tsconfig.json")].find(
    (one) => one.endsWith(".json") && existsSync(one),
  );
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch {
    return undefined;
  }
}

/** @returns undefined for what is not JSON even without its comments and last commas */
function readPlainJsonc(text: string): unknown {
  const plain = text
    .replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (one) => (one.startsWith('"') ? one : " "))
    .replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (one) => (one === "," ? " " : one));
  try {
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
}
