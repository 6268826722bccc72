import type { Task } from "@sixty/model";
import { scriptEnvironment } from "./environment.ts";
import { type ManagerScript, managerScript } from "./manager.ts";
import { type SimpleCommand, simpleCommand } from "./words.ts";

/** A task's command without the package manager in front. */
export interface DirectCommand {
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  /** One program and its words; false: a shell runs the script as it is written. */
  readonly simple: boolean;
}

/**
 * The command that the package manager would start, in the environment that it would give it; the task's own command
 * where that is not certain.
 */
export function directCommand(
  root: string,
  task: Task,
  env: Readonly<Record<string, string>>,
  managerVersion: string | undefined,
): DirectCommand {
  const script = managerScript(root, task.command);
  if (script === undefined || asksManager(script)) {
    return { argv: task.command.argv, env, simple: !isManager(task.command.argv[0]) };
  }
  const full = scriptEnvironment(root, script, env, managerVersion);
  const simple = simpleCommand(script.text);
  if (simple === undefined) {
    const line = [script.text, ...script.extra.map(quoted)].join(" ");
    return { argv: ["/bin/sh", "-c", line], env: full, simple: false };
  }
  const command = unwrapped(simple);
  return {
    argv: [...command.argv, ...script.extra],
    env: { ...full, ...command.env },
    simple: true,
  };
}

/** Reads what only the manager sets: its configuration, or its place. */
function asksManager({ text }: ManagerScript): boolean {
  return /npm_|INIT_CWD|PNPM_|YARN_|BERRY_/.test(text);
}

function isManager(program: string): boolean {
  return program === "npm" || program === "pnpm" || program === "yarn";
}

/** `cross-env NAME=value … program` sets variables and starts it; `npx` and `pnpm exec` start what is in the PATH already. */
function unwrapped({ env, argv }: SimpleCommand): SimpleCommand {
  const [program, ...args] = argv;
  if (program === "cross-env") {
    const from = args.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
    if (from < 0 || args[from]!.startsWith("-")) return { env, argv };
    const set = args.slice(0, from).map((word): [string, string] => {
      const equals = word.indexOf("=");
      return [word.slice(0, equals), word.slice(equals + 1)];
    });
    const [inner, ...rest] = args.slice(from);
    return unwrapped({ env: { ...env, ...Object.fromEntries(set) }, argv: [inner!, ...rest] });
  }
  const rest =
    program === "npx" ? args : program === "pnpm" && args[0] === "exec" ? args.slice(1) : undefined;
  const [inner, ...innerArgs] = rest ?? [];
  return inner !== undefined && WARM.has(inner) ? { env, argv: [inner, ...innerArgs] } : { env, argv };
}

/** Tools that are looked for behind a wrapper. */
const WARM = new Set(["vitest", "tsc", "tsdown", "esbuild"]);

/** As one word of a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
