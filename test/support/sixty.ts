import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const binary = join(repository, "packages", "cli", "dist", "sixty.js");

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Sent once stderr or a file tells that the moment has come. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly when: () => boolean };
  readonly binary?: string;
  /** Run as this user; only root may ask. */
  readonly uid?: number;
  readonly gid?: number;
}

/** Runs the built binary as a user would, with colours off and no terminal. */
export function sixty(cwd: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [options.binary ?? binary, ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: "1", GITHUB_STEP_SUMMARY: "", TEST_REPORTS: "", ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid }),
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      output.stdout += piece;
    });
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      output.stderr += piece;
    });
    const { signal } = options;
    const timer =
      signal &&
      setInterval(() => {
        if (!signal.when()) return;
        clearInterval(timer);
        child.kill(signal.name);
      }, 20);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(timer);
      resolve({ code: code ?? -1, ...output });
    });
  });
}

/** The one document of a command with `--json`; fails when there is anything else on stdout. */
export async function sixtyJson<T = Record<string, unknown>>(
  cwd: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<{ readonly code: number; readonly document: T; readonly stderr: string }> {
  const { code, stdout, stderr } = await sixty(cwd, [...args, "--json"], options);
  if (stdout.trimEnd().includes("\n")) throw new Error(`more than one line on stdout:\n${stdout}\n${stderr}`);
  if (stdout === "") throw new Error(`nothing on stdout: ${stderr}`);
  return { code, document: JSON.parse(stdout) as T, stderr };
}

export interface ErrorDocument {
  readonly schema: string;
  readonly error: {
    readonly code: string;
    readonly what: string;
    readonly where?: string;
    readonly fix?: string;
  };
}
