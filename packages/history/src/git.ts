import { fail, ok, type Result } from "@sixty/model";
import type { Env } from "./env.ts";

/**
 * Settings that would change what git prints or make it run other programs are pinned,
 * so that a user's or a repository's configuration cannot change the answer.
 */
const PINNED = [
  ["core.fsmonitor", "false"],
  ["core.quotePath", "false"],
  ["log.showSignature", "false"],
  ["log.follow", "false"],
  ["color.ui", "false"],
].flatMap(([name, value]) => ["-c", `${name}=${value}`]);

/** Runs git in a folder. Errors: `NO_GIT` (no git program), `GIT_FAILED` with its first line. */
export async function git(cwd: string, args: readonly string[], env: Env): Promise<Result<string>> {
  // Loaded only here: a warm cache never starts a process, and loading costs more than the rest.
  const { execa } = await import("execa");
  const result = await execa("git", [...PINNED, ...args], {
    cwd,
    env: { ...env, GIT_OPTIONAL_LOCKS: "0", GIT_LITERAL_PATHSPECS: "1", GIT_NO_LAZY_FETCH: "1", LC_ALL: "C" },
    extendEnv: false,
    stdin: "ignore",
    stripFinalNewline: false,
    maxBuffer: 1_000_000_000,
    reject: false,
  });
  if (result.exitCode === 0) return ok(result.stdout);
  const where = `git ${args[0]}`;
  if (result.code === "ENOENT") return fail({ code: "NO_GIT", what: "git was not found", where });
  const said = firstLine(result.stderr) || result.shortMessage || "git failed";
  return fail({
    code: "GIT_FAILED",
    what: `git: ${said}`,
    where,
    fix: "Run it by hand to see why; until then every file counts the same.",
  });
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}
