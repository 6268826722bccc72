import { delimiter, join } from "node:path";
import { fail, ok, type Problem, type Result } from "@sixty/model";
import type { Files } from "./cache/files.ts";
import { readJson } from "./manifests/json.ts";
import type { Manager } from "./manifests/manager.ts";

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  /** File descriptor 3. */
  readonly answer: string;
  readonly exitCode: number | undefined;
}

/** Longest wait for a runner to describe its workspace. */
const TIMEOUT_MS = 600_000;

/** Runs the `node` of the PATH, which is the one that the workspace's own tools get, with our own as a stand-in. */
export async function runNode(
  argv: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; signal?: AbortSignal },
): Promise<Ran> {
  const { execa } = await import("execa");
  const run = await execa("node", argv, {
    cwd: options.cwd,
    env: { ...options.env, PATH: withOwnNode(options.env) },
    extendEnv: false,
    reject: false,
    timeout: TIMEOUT_MS,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    maxBuffer: 512 * 1024 * 1024,
    ...(options.signal ? { cancelSignal: options.signal } : {}),
  });
  return {
    stdout: String(run.stdout ?? ""),
    stderr: String(run.stderr ?? ""),
    answer: String(run.stdio[3] ?? ""),
    exitCode: run.exitCode,
  };
}

/** The version of a tool installed at the root, or `TOOL_MISSING` with the command that installs it. */
export async function toolVersion(files: Files, tool: string, manager: Manager): Promise<Result<string>> {
  const read = await readJson(files, `node_modules/${tool}/package.json`);
  if (!read.ok) return read;
  const version = read.value?.["version"];
  if (typeof version === "string") return ok(version);
  return fail({
    code: "TOOL_MISSING",
    what: `The workspace uses ${tool}, which is not installed`,
    where: `node_modules/${tool}`,
    fix: `Run "${manager.name} install" in the root of the workspace.`,
  });
}

/** The first lines of a tool's output that say something, without colours and box characters. */
export function firstLines(text: string, count = 6): string {
  const lines = stripAnsi(text)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /\w/.test(line) && !/^at /.test(line));
  return [...new Set(lines)].slice(0, count).join("; ");
}

/** Settings that keep Nx, Turborepo and package managers from prompting, colouring, or leaving a daemon behind. */
export function quiet(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    NX_DAEMON: "false",
    NX_TUI: "false",
    NX_NO_CLOUD: "true",
    NX_INTERACTIVE: "false",
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
    TURBO_CACHE: "local:",
    DO_NOT_TRACK: "1",
    NO_COLOR: "1",
    FORCE_COLOR: "0",
  };
}

export function cancelled(): Problem {
  return { code: "CANCELLED", what: "Reading the workspace was cancelled" };
}

function withOwnNode(env: NodeJS.ProcessEnv): string {
  return [env["PATH"] ?? "", join(process.execPath, "..")].filter((part) => part !== "").join(delimiter);
}

function stripAnsi(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
  return text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, "");
}
