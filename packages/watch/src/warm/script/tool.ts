import { readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { lookup } from "@sixty/measure";

/** A tool of the workspace as its program in node_modules/.bin would start it. */
export interface Tool {
  /** Absolute real path of the JavaScript file that Node runs. */
  readonly file: string;
  /** Absolute folder of its package. */
  readonly folder: string;
  readonly version: string;
  /** What the program puts in front of NODE_PATH, where it does. */
  readonly nodePath?: string;
}

/**
 * Finds the package behind a program. Undefined when the program is anything but a link to, or a known wrapper
 * around, a file of the package of that name.
 */
export function findTool(
  name: string,
  program: string,
  cwd: string,
  path: string | undefined,
): Tool | undefined {
  if (basename(program) !== name) return undefined;
  const found = lookup(program, cwd, path);
  if (!("path" in found)) return undefined;
  try {
    const real = realpathSync(found.path);
    const wrapper = real.endsWith(join("node_modules", ".bin", name)) ? readWrapper(real) : undefined;
    const file = wrapper === undefined ? real : realpathSync(wrapper.file);
    return packageOf(name, file, wrapper?.nodePath);
  } catch {
    return undefined;
  }
}

/** What npm (on Windows) and pnpm write: a shell script that starts a file beside it, with NODE_PATH set by pnpm. */
function readWrapper(path: string): { readonly file: string; readonly nodePath?: string } | undefined {
  const text = readFileSync(path, "utf8");
  const target = /^\s*exec (?:node\s+)?"\$basedir\/([^"$]+)"\s+"\$@"$/m.exec(text)?.[1];
  if (target === undefined) return undefined;
  const nodePath = /^\s*export NODE_PATH="([^"$]+)"$/m.exec(text)?.[1];
  return { file: join(dirname(path), target), ...(nodePath === undefined ? {} : { nodePath }) };
}

function packageOf(name: string, file: string, nodePath: string | undefined): Tool | undefined {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = readManifest(join(folder, "package.json"));
    if (manifest?.version === undefined) continue;
    if (manifest.name !== PACKAGES[name]) return undefined;
    return { file, folder, version: manifest.version, ...(nodePath === undefined ? {} : { nodePath }) };
  }
  return undefined;
}

const PACKAGES: Readonly<Record<string, string>> = {
  vitest: "vitest",
  esbuild: "esbuild",
  tsc: "typescript",
  tsdown: "tsdown",
};

function readManifest(path: string): { readonly name?: unknown; readonly version?: string } | undefined {
  try {
    const { name, version } = JSON.parse(readFileSync(path, "utf8")) as { name?: unknown; version?: unknown };
    return { name, ...(typeof version === "string" ? { version } : {}) };
  } catch {
    return undefined;
  }
}
