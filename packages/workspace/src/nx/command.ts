import { posix } from "node:path";
import type { Command, PackageManager, TestTool } from "@sixty/model";
import type { Files } from "../cache/files.ts";
import { isObject, strings } from "../manifests/json.ts";
import { scriptCommand } from "../targets/command.ts";
import { commandsOf, mayWatch, testToolOf } from "../targets/script.ts";
import type { NxProject, NxTarget } from "./answer.ts";

export interface Runnable {
  readonly command: Command;
  readonly script: string;
  readonly testTool?: TestTool;
}

/**
 * How to run a target alone. A script is run by the package manager and a plain command by itself, as Nx does;
 * anything else by the workspace's own Nx, without its cache and without the tasks before it.
 */
export function nxCommand(
  files: Files,
  manager: PackageManager,
  project: NxProject,
  name: string,
  target: NxTarget,
): Runnable {
  const text = scriptText(target);
  const script = runScript(target);
  if (script !== undefined) {
    const written = text ?? script;
    return withTool(
      { command: scriptCommand(manager, script, written, project.root), script: written },
      written,
    );
  }
  const direct = target.executor === "nx:run-commands" ? directCommand(files, project, target) : undefined;
  if (direct !== undefined)
    return withTool({ command: direct, script: text ?? direct.argv.join(" ") }, text ?? "");
  return {
    command: {
      argv: [
        "node_modules/.bin/nx",
        "run",
        `${project.name}:${name}`,
        "--skipNxCache",
        "--excludeTaskDependencies",
      ],
      cwd: ".",
      env: { NX_DAEMON: "false", NX_TUI: "false", NX_NO_CLOUD: "true" },
    },
    script: text ?? target.executor ?? name,
  };
}

/** What a target runs, as its author wrote it; undefined for an executor of a plugin. */
export function scriptText(target: NxTarget): string | undefined {
  const written = target.metadata?.scriptContent;
  if (written !== undefined) return written;
  if (target.executor !== "nx:run-commands") return undefined;
  const commands = commandsIn(target);
  return commands.length > 0 ? commands.join(" && ") : undefined;
}

function runScript(target: NxTarget): string | undefined {
  const { script, ...rest } = target.options ?? {};
  if (target.executor !== "nx:run-script" || typeof script !== "string") return undefined;
  return Object.keys(rest).length === 0 ? script : undefined;
}

function commandsIn(target: NxTarget): readonly string[] {
  const { command, commands } = target.options ?? {};
  if (typeof command === "string") return [command];
  if (Array.isArray(command)) return [strings(command).join(" ")];
  if (!Array.isArray(commands)) return [];
  return commands.flatMap((item) => {
    const text: unknown = isObject(item) ? item["command"] : item;
    return typeof text === "string" ? [text] : [];
  });
}

/** A command without shell syntax whose program is installed in the workspace; anything else is left to Nx. */
function directCommand(files: Files, project: NxProject, target: NxTarget): Command | undefined {
  const { command: _, commands: __, cwd, env, color: ___, ...rest } = target.options ?? {};
  const lines = commandsIn(target);
  const line = lines[0];
  if (lines.length !== 1 || line === undefined || Object.keys(rest).length > 0) return undefined;
  if (!/^[\w@%+=:,./\- ]+$/.test(line) || /^\w+=/.test(line)) return undefined;
  const folder = typeof cwd === "string" ? posix.join(".", cwd) : ".";
  const words = line.trim().split(/ +/);
  const program = programOf(files, words[0]!, folder, project.root);
  if (program === undefined) return undefined;
  const once = mayWatch(line) ? ["--run"] : [];
  const variables = isObject(env)
    ? Object.fromEntries(Object.entries(env).map(([key, value]) => [key, String(value)]))
    : {};
  return { argv: [program, ...words.slice(1), ...once], cwd: folder, env: variables };
}

/** `node` itself, or a file of `node_modules/.bin` seen from the folder that the command runs in. */
function programOf(files: Files, name: string, folder: string, root: string): string | undefined {
  if (name === "node") return name;
  if (name.includes("/")) return undefined;
  for (const base of new Set([folder, root, "."])) {
    const bin = posix.join(base, "node_modules/.bin", name);
    if (!files.exists(bin)) continue;
    const relative = posix.relative(folder, bin);
    return relative.startsWith(".") ? relative : `./${relative}`;
  }
  return undefined;
}

function withTool(runnable: Omit<Runnable, "testTool">, text: string): Runnable {
  const testTool = commandsOf(text).length === 0 ? undefined : testToolOf(text);
  return testTool === undefined ? runnable : { ...runnable, testTool };
}
