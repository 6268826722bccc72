import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";

/** Compiler options that decide what a run writes; undefined: set nowhere. */
export interface Writes {
  readonly noEmit?: boolean;
  /** It keeps incremental state of its own, by whichever option. */
  readonly incremental?: boolean;
}

/** Longest chain of `extends` that is followed. */
const DEPTH = 20;

/**
 * Reads a tsconfig with all that it extends. Undefined when something of it cannot be read: then nothing may be
 * concluded.
 *
 * @param path absolute
 */
export function readWrites(path: string, depth = 0): Writes | undefined {
  if (depth > DEPTH) return undefined;
  const config = parse(path);
  if (config === undefined) return undefined;
  const bases = config.extends === undefined ? [] : [config.extends].flat();
  let writes: Writes = {};
  for (const base of bases) {
    const found = typeof base === "string" ? resolveBase(base, dirname(path)) : undefined;
    const read = found === undefined ? undefined : readWrites(found, depth + 1);
    if (read === undefined) return undefined;
    writes = { ...writes, ...read };
  }
  const { noEmit, incremental, composite, tsBuildInfoFile } = config.compilerOptions ?? {};
  const own = [incremental, composite].some((value) => value === true) || tsBuildInfoFile !== undefined;
  return {
    ...writes,
    ...(typeof noEmit === "boolean" ? { noEmit } : {}),
    ...(own ? { incremental: true } : {}),
  };
}

interface Config {
  readonly extends?: unknown;
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}

function parse(path: string): Config | undefined {
  try {
    return JSON.parse(plainJson(readFileSync(path, "utf8"))) as Config;
  } catch {
    return undefined;
  }
}

/** Without comments and trailing commas, which TypeScript allows; strings stay as they are. */
function plainJson(text: string): string {
  const pieces = /("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  const bare = text.replace(/^\uFEFF/, "").replace(pieces, (_, string: string | undefined) => string ?? "");
  return bare.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, string: string | undefined) => string ?? "");
}

function resolveBase(base: string, folder: string): string | undefined {
  if (base.startsWith(".") || isAbsolute(base)) {
    const path = resolve(folder, base);
    return [path, `${path}.json`].find((one) => parse(one) !== undefined);
  }
  const load = createRequire(join(folder, "tsconfig.json"));
  for (const name of [base, `${base}.json`, `${base}/tsconfig.json`]) {
    try {
      const found = load.resolve(name);
      if (found.endsWith(".json")) return found;
    } catch {
      // Another spelling may be the one.
    }
  }
  return undefined;
}
