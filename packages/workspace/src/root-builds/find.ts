import { posix } from "node:path";
import type { Command } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import type { Members } from "../manifests/members.ts";
import { TARGET_NAMES } from "../targets/kinds.ts";
import { commandsOf, isUnusable } from "../targets/script.ts";
import { projectsOf } from "./projects.ts";

/** How one package is built where the root builds all of them at once. */
export interface RootBuild {
  /** Name of the root's script. */
  readonly target: string;
  readonly command: Command;
  readonly script: string;
}

/**
 * The build of each package that the root's own script builds as a project of one TypeScript solution (`tsc -b`): the
 * same command on the package's projects alone, which are what an edit of the package makes stale. Packages with a
 * `build` of their own have that.
 *
 * @returns by name of the package; empty where the root builds in another way
 */
export async function rootBuilds(
  files: Files,
  { rootManifest, members }: Members,
): Promise<ReadonlyMap<string, RootBuild>> {
  const scripts = rootManifest?.scripts ?? new Map<string, string>();
  const target = TARGET_NAMES.build.find((name) => scripts.has(name));
  const words = target === undefined ? undefined : solutionWords(scripts.get(target)!);
  if (target === undefined || words === undefined) return new Map();
  // What runs before and after it is part of the build, and knows no packages.
  if (scripts.has(`pre${target}`) || scripts.has(`post${target}`)) return new Map();
  const projects = await projectsOf(
    files,
    words.configs,
    members.filter(({ root }) => root !== ".").map(({ root }) => root),
  );
  return new Map(
    members.flatMap(({ name, root }) => {
      const configs = projects.get(root)?.map((config) => posix.relative(root, config)) ?? [];
      if (configs.length === 0) return [];
      const args = configs.join() === "tsconfig.json" ? words.flags : [...words.flags, ...configs];
      const bin = posix.join(posix.relative(root, "."), "node_modules/.bin", words.tool);
      const script = [words.tool, "-b", ...args].join(" ");
      return [
        [name, { target, command: { argv: [bin, "-b", ...args], cwd: root, env: {} }, script }],
      ] as const;
    }),
  );
}

/** Options that build more than what is stale, or tell about it. */
const DROPPED =
  /^(?:-f|--force|-v|--verbose|--listFiles|--listEmittedFiles|--diagnostics|--extendedDiagnostics)$/;

function solutionWords(
  script: string,
):
  | { readonly tool: string; readonly flags: readonly string[]; readonly configs: readonly string[] }
  | undefined {
  const [words, ...more] = commandsOf(script);
  const [tool, build, ...rest] = words ?? [];
  if (more.length > 0 || isUnusable(script) || (tool !== "tsc" && tool !== "tsgo")) return undefined;
  if (!["-b", "--b", "-build", "--build"].includes(build ?? "") || rest.includes("--clean")) return undefined;
  const args = rest.filter((word) => !DROPPED.test(word));
  // An option with a value cannot be told from a path.
  const flags = args.filter((word) => word.startsWith("-"));
  const configs = args.filter((word) => !word.startsWith("-")).map((path) => posix.normalize(path));
  return { tool, flags, configs: configs.length === 0 ? ["."] : configs };
}
