import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { type ParseError, parse } from "jsonc-parser";
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
export function readTsconfigs(root: string, paths: readonly string[]): Tsconfigs {
  const conditions = new Set<string>();
  const outputs = new Map<string, OutputFolder[]>();
  let aliases = false;
  for (const path of paths) {
    const options = compilerOptions(join(root, path), new Set());
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

/** Options of a tsconfig and all that it extends, paths made absolute. */
function compilerOptions(file: string, seen: Set<string>): Record<string, unknown> {
  if (seen.has(file)) return {};
  seen.add(file);
  const config = readJsonc(file);
  if (!config) return {};
  const folder = dirname(file);
  const bases = [config["extends"]].flat().filter((base) => typeof base === "string");
  const inherited = bases.map((base) => {
    const found = findBase(folder, base);
    return found ? compilerOptions(found, seen) : {};
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

function readJsonc(file: string): Record<string, unknown> | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  const errors: ParseError[] = [];
  const value: unknown = parse(text.replace(/^\uFEFF/, ""), errors, { allowTrailingComma: true });
  return isRecord(value) ? value : undefined;
}
