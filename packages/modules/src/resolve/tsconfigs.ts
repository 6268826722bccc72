import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import { isRecord } from "./manifest.ts";
import { createScopes, type Governing, type Scope } from "./scopes.ts";

/** Where a compiler writes and what it writes there, workspace-relative. */
export interface OutputFolder {
  readonly from: string;
  readonly to: string;
}

export interface Tsconfigs {
  /** Some tsconfig has `paths` or `baseUrl`, or may have them, so that a bare specifier may name a file. */
  readonly aliases: boolean;
  /** What bare specifiers in the files of a folder may name by tsconfigs; undefined when these have none to say. */
  scopeOf(folder: string): Scope | undefined;
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

interface Read {
  /** Of a tsconfig and all that it extends, paths made absolute. */
  readonly options: Options;
  /** Files or folders of `references`, absolute. */
  readonly references: readonly string[];
  /** Something that it extends was not found. */
  readonly partial: boolean;
}

const EMPTY: Read = { options: {}, references: [], partial: false };

function collect(root: string, configs: readonly (readonly [path: string, read: Read])[]): Tsconfigs {
  const conditions = new Set<string>();
  const outputs = new Map<string, OutputFolder[]>();
  const known = new Set(configs.map(([path]) => path));
  const governing = configs.map(([path, read]): Governing => {
    const folder = dirname(path) === "." ? "" : dirname(path);
    const custom = read.options["customConditions"];
    if (Array.isArray(custom)) for (const one of custom) if (typeof one === "string") conditions.add(one);
    const to = inWorkspace(root, read.options["rootDir"]) ?? join(folder, "src").split(sep).join("/");
    for (const field of ["outDir", "declarationDir"]) {
      const from = inWorkspace(root, read.options[field]);
      if (from === undefined || from === "") continue;
      outputs.set(folder, [...(outputs.get(folder) ?? []), { from, to }]);
    }
    return { path, folder, ...namesOf(root, read, known) };
  });
  return {
    aliases:
      governing.some(({ everything }) => everything) ||
      configs.some(([, { options }]) => options["paths"] !== undefined || options["baseUrl"] !== undefined),
    scopeOf: createScopes(governing),
    conditions: [...conditions].sort(),
    outputs,
  };
}

/** What a tsconfig makes of bare specifiers, by itself and by those that it refers to. */
function namesOf(
  root: string,
  { options, references, partial }: Read,
  known: ReadonlySet<string>,
): Omit<Governing, "path" | "folder"> {
  const base = options["baseUrl"] === undefined ? undefined : inWorkspace(root, options["baseUrl"]);
  const refers = references.map((reference) => {
    const inside = inWorkspace(root, reference);
    if (inside === undefined) return undefined;
    return [inside, posix.join(inside, "tsconfig.json")].find((path) => known.has(path));
  });
  return {
    patterns: isRecord(options["paths"]) ? Object.keys(options["paths"]) : [],
    baseUrls: base === undefined ? [] : [base],
    everything:
      partial || refers.includes(undefined) || (options["baseUrl"] !== undefined && base === undefined),
    refers: refers.filter((path) => path !== undefined),
  };
}

function inWorkspace(root: string, path: unknown): string | undefined {
  if (typeof path !== "string") return undefined;
  const inside = relative(root, path).split(sep).join("/");
  return inside.startsWith("..") || isAbsolute(inside) ? undefined : inside;
}

interface Reader {
  (file: string): Read;
  /** Was there a text that could not be parsed? */
  failed(): boolean;
}

/** @param parse gives undefined for a text that it cannot read */
function createReader(parse: (text: string) => unknown): Reader {
  const known = new Map<string, Read>();
  let failed = false;
  const read = (file: string): Read => {
    const before = known.get(file);
    if (before) return before;
    // One that extends itself by way of others has nothing to give to them.
    known.set(file, EMPTY);
    const text = readText(file);
    const config = text === undefined ? undefined : parse(text);
    if (text !== undefined && config === undefined) failed = true;
    const found = isRecord(config) ? withBases(config, dirname(file), read) : { ...EMPTY, partial: true };
    known.set(file, found);
    return found;
  };
  return Object.assign(read, { failed: () => failed });
}

function withBases(config: Options, folder: string, read: (file: string) => Read): Read {
  const bases = [config["extends"]].flat().filter((base) => typeof base === "string");
  const inherited = bases.map((base) => {
    const found = findBase(folder, base);
    return found ? read(found) : { ...EMPTY, partial: true };
  });
  const own = isRecord(config["compilerOptions"]) ? { ...config["compilerOptions"] } : {};
  for (const field of ["outDir", "rootDir", "declarationDir", "baseUrl"])
    if (typeof own[field] === "string")
      own[field] = join(folder, own[field].replace(/^\$\{configDir\}/, "."));
  const references = [config["references"]].flat().flatMap((one) => {
    const path = isRecord(one) ? one["path"] : undefined;
    return typeof path === "string" ? resolve(folder, path) : [];
  });
  return {
    options: Object.assign({}, ...inherited.map(({ options }) => options), own) as Options,
    references,
    partial: inherited.some(({ partial }) => partial),
  };
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
