import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "@sixty/model";
import { lazy } from "@sixty/model";
import { z } from "zod";

const manifestSchema = lazy(() =>
  z.object({
    name: z.string().optional(),
    version: z.string().optional(),
    scripts: z.record(z.string(), z.string()).optional(),
  }),
);

/** A script of a package.json that a task's command asks the package manager to run. */
export interface ManagerScript {
  readonly manager: "npm" | "pnpm" | "yarn";
  readonly name: string;
  /** As written. */
  readonly text: string;
  /** Words that the manager adds behind it. */
  readonly extra: readonly string[];
  /** Absolute folder of its package.json. */
  readonly folder: string;
  readonly packageName?: string;
  readonly packageVersion?: string;
}

/**
 * Reads the script behind `npm|pnpm|yarn run NAME …` from the package.json as it is now. Undefined when the manager
 * would do more than start it: other scripts before and after it, a shell of its own, plug'n'play.
 *
 * @param root absolute path of the workspace
 */
export function managerScript(root: string, command: Command): ManagerScript | undefined {
  const [manager, run, name, ...rest] = command.argv;
  if (manager !== "npm" && manager !== "pnpm" && manager !== "yarn") return undefined;
  if (run !== "run" || name === undefined || name.startsWith("-")) return undefined;
  const folder = join(root, command.cwd);
  if (ownShell(root, folder)) return undefined;
  const manifest = readManifest(folder);
  const text = manifest?.scripts?.[name];
  if (text === undefined) return undefined;
  if (`pre${name}` in manifest!.scripts! || `post${name}` in manifest!.scripts!) return undefined;
  const extra = manager === "npm" ? afterDashes(rest) : rest;
  if (extra === undefined) return undefined;
  return {
    manager,
    name,
    text,
    extra,
    folder,
    ...(manifest!.name === undefined ? {} : { packageName: manifest!.name }),
    ...(manifest!.version === undefined ? {} : { packageVersion: manifest!.version }),
  };
}

/** npm keeps flags before `--` for itself. */
function afterDashes(words: readonly string[]): readonly string[] | undefined {
  if (words.length === 0) return [];
  return words[0] === "--" ? words.slice(1) : undefined;
}

/** Scripts run by something else than the platform's shell, or programs that are not in node_modules/.bin. */
function ownShell(root: string, folder: string): boolean {
  if (process.platform === "win32") return true;
  const files = [".pnp.cjs", ".pnp.js", ".pnp.loader.mjs"];
  if (files.some((name) => existsSync(join(root, name)))) return true;
  for (const base of new Set([root, folder])) {
    const npmrc = read(join(base, ".npmrc")) ?? "";
    if (/^\s*(?:script-shell|shell-emulator)\s*=/m.test(npmrc)) return true;
  }
  return /^\s*(?:scriptShell|shellEmulator)\s*:/m.test(read(join(root, "pnpm-workspace.yaml")) ?? "");
}

function readManifest(folder: string): z.infer<typeof manifestSchema> | undefined {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  } catch {
    return undefined;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
