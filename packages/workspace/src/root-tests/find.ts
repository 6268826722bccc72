import { posix } from "node:path";
import type { TestTool } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import type { Manifest } from "../manifests/manifest.ts";
import { TARGET_NAMES } from "../targets/kinds.ts";
import { commandsOf, testToolOf } from "../targets/script.ts";
import { type ConfigFacts, configFacts } from "./facts.ts";

/** The test runner at the root that runs tests of packages. */
export interface RootRunner {
  readonly tool: TestTool;
  /** Name of the root's own script that runs it; absent when only a configuration tells of it. */
  readonly scriptName?: string;
  /** Arguments of the root's own script, without those that watch, report or collect coverage. */
  readonly args: readonly string[];
  /** Workspace-relative; absent when the tool runs on its defaults. */
  readonly config?: string;
  readonly facts?: ConfigFacts;
  /** Files at the root that the configuration is made of, itself first. */
  readonly parts: readonly string[];
  /** Names that packages would have which the configuration loads: its plugins, and the environment of tests. */
  readonly loads: readonly string[];
  /** Imports of other packages lead to their source, not to what is built. */
  readonly aliased: boolean;
}

const ALIASES = /\balias\b|tsconfig-?paths|moduleNameMapper/i;

const CONFIGS: Readonly<Record<TestTool, readonly string[]>> = {
  vitest: ["vitest.workspace", "vitest.config", "vite.config"].flatMap((name) =>
    ["ts", "mts", "js", "mjs", "cts", "cjs", "json"].map((extension) => `${name}.${extension}`),
  ),
  jest: ["ts", "js", "mjs", "cjs", "json", "mts", "cts"].map((extension) => `jest.config.${extension}`),
};

/**
 * Finds it by the root's test script, else by a configuration file at the root. A root whose test script
 * runs something else (a task runner, say) has none.
 */
export async function findRootRunner(
  files: Files,
  root: Manifest | undefined,
): Promise<RootRunner | undefined> {
  const names = TARGET_NAMES.test.filter((name) => root?.scripts.has(name));
  const scriptName = names.find((name) => startsOneTool(root!.scripts.get(name)!));
  if (scriptName === undefined && names.length > 0) return undefined;
  const script = scriptName === undefined ? undefined : root!.scripts.get(scriptName)!;
  const tool = script === undefined ? toolByConfig(files) : testToolOf(script);
  if (tool === undefined) return undefined;
  const args = script === undefined ? [] : keptArgs(commandsOf(script)[0]!.slice(1));
  const named = configArg(args);
  const config = named ?? CONFIGS[tool].find((file) => files.exists(file));
  const text = config === undefined ? undefined : files.text(config);
  const facts = config === undefined || text === undefined ? undefined : await configFacts(config, text);
  const parts = config === undefined ? [] : partsOf(files, config, facts?.setup ?? []);
  const aliased = parts.some((part) => ALIASES.test(files.text(part) ?? ""));
  return {
    tool,
    ...(scriptName === undefined ? {} : { scriptName }),
    args,
    ...(config === undefined ? {} : { config }),
    ...(facts === undefined ? {} : { facts }),
    parts,
    loads:
      facts === undefined ? [] : loadsOf(files, tool, aliased ? parts.slice(0, 1) : parts, facts, aliased),
    aliased,
  };
}

function startsOneTool(script: string): boolean {
  return testToolOf(script) !== undefined && commandsOf(script).length === 1;
}

function toolByConfig(files: Files): TestTool | undefined {
  const has = (tool: TestTool) =>
    CONFIGS[tool].some((file) => /^(?:vitest|jest)\./.test(file) && files.exists(file));
  if (has("vitest")) return "vitest";
  return has("jest") ? "jest" : undefined;
}

const DROPPED =
  /^(?:run|watch|dev|-w|-u|--(?:run|watch|watchAll|ui|open|coverage|update|silent|reporters?|outputFile|passWithNoTests)\b.*)$/;
const TAKES_VALUE = new Set(["--reporter", "--reporters", "--outputFile"]);

function keptArgs(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (TAKES_VALUE.has(word)) at += 1;
    else if (!DROPPED.test(word)) kept.push(word);
  }
  return kept;
}

function configArg(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => arg === "-c" || arg === "--config");
  const value =
    at >= 0
      ? args[at + 1]
      : /^--config=(.+)$/.exec(args.find((arg) => arg.startsWith("--config=")) ?? "")?.[1];
  return value === undefined ? undefined : posix.normalize(value);
}

const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](\.[^"'\n]+)["']/g;
const BARE = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']((?:@[^"'/\n]+\/)?[^."'/\n][^"'/\n]*)/g;

/** The configuration, the setup files that it names, and what each of them imports by a relative path. */
function partsOf(files: Files, config: string, setup: readonly string[]): readonly string[] {
  const parts = new Set([config]);
  const add = (path: string) => {
    const stem = path.replace(/\.[cm]?js$/, "");
    const tries = [path, ...["ts", "mts", "js", "mjs"].map((extension) => `${stem}.${extension}`)];
    const found = tries.find((one) => /\.[cm]?[jt]sx?$/.test(one) && files.exists(one));
    if (found !== undefined && !found.startsWith("..")) parts.add(found);
  };
  for (const name of setup) add(posix.join(posix.dirname(config), name.replace(/^\/+/, "")));
  for (const part of parts) {
    for (const [, name] of (files.text(part) ?? "").matchAll(IMPORT))
      add(posix.join(posix.dirname(part), name!));
  }
  return [...parts];
}

/** What the tool loads as Node does, and where there are no aliases what the tests are set up with. */
function loadsOf(
  files: Files,
  tool: TestTool,
  parts: readonly string[],
  { setup, environments }: ConfigFacts,
  aliased: boolean,
): readonly string[] {
  const imported = parts.flatMap((part) =>
    [...(files.text(part) ?? "").matchAll(BARE)].map(([, name]) => name!),
  );
  const others = aliased ? [] : setup.filter((name) => !environments.includes(name));
  // Only jest takes an environment by the whole name of its package, too.
  const whole = tool === "jest" ? environments : [];
  return [...others, ...whole, ...environments.map((name) => `${tool}-environment-${name}`), ...imported];
}
