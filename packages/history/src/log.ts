import { fail, ok, type Problem, type Result } from "@sixty/model";
import type { Env } from "./env.ts";
import { git } from "./git.ts";
import { parseLog } from "./parse-log.ts";

/**
 * History as it is cached: paths are numbers into `paths`, which names them as they were last called.
 * Newest first; merge commits are left out.
 */
export interface Log {
  readonly paths: readonly string[];
  readonly commits: readonly LoggedCommit[];
  /** Old name → newer name, both into `paths`, for commits that the order of the log could not connect. */
  readonly moves: readonly (readonly [number, number])[];
  readonly shallow: boolean;
  /** Objects are fetched when needed (`--filter`): only exact renames are followed, or nothing was read. */
  readonly partial: "" | "blobs" | "trees";
}

/** Commit id, committer's time in seconds, subject, paths. A tuple keeps the cache small. */
export type LoggedCommit = readonly [id: string, time: number, subject: string, paths: readonly number[]];

const NOTHING: Log = { paths: [], commits: [], moves: [], shallow: false, partial: "" };

/**
 * Reads the last commits below a folder in one pass of `git log`.
 *
 * Merges are left out and not first-parent followed: each commit of a branch is closer to one edit than
 * the merge of all of them, and a repository that squashes gives the same either way.
 *
 * @returns `NO_COMMITS`, `NO_GIT` or `GIT_FAILED` when there is nothing to read
 */
export async function readLog(root: string, count: number, env: Env): Promise<Result<Log>> {
  const [facts, head, filters] = await Promise.all([
    git(root, ["rev-parse", "--is-shallow-repository", "--show-prefix"], env),
    git(root, ["rev-parse", "--verify", "--quiet", "HEAD"], env),
    git(root, ["config", "--get-regexp", "^remote\\..*\\.partialclonefilter$"], env),
  ]);
  if (!facts.ok) return fail(noGit(facts.error));
  if (!head.ok)
    return fail({
      code: "NO_COMMITS",
      what: "The repository has no commit yet, so every file counts the same",
    });
  const [shallow, prefix = ""] = facts.value.split("\n");
  const partial = partialOf(filters.ok ? filters.value : "");
  if (partial === "trees") return ok({ ...NOTHING, partial });
  const similar = await git(root, logArguments(count, prefix, partial), env);
  // Contents that are missing without the clone saying so: names and ids are still enough.
  const exact =
    !similar.ok && partial === "" ? await git(root, logArguments(count, prefix, "blobs"), env) : similar;
  if (!exact.ok) return similar.ok ? exact : similar;
  const boundary = shallow === "true" ? await boundaryOf(root, env) : new Set<string>();
  return ok({
    ...parseLog(exact.value, boundary),
    shallow: shallow === "true",
    partial: similar.ok ? partial : "blobs",
  });
}

function noGit(error: Problem): Problem {
  if (error.code !== "NO_GIT" && !error.what.includes("not a git repository")) return error;
  return {
    code: "NO_GIT",
    what:
      error.code === "NO_GIT"
        ? "git is not installed, so every file counts the same"
        : "This folder is not in a git repository, so every file counts the same",
    fix: "Edits are weighted by how often files change once there is a git history.",
  };
}

function logArguments(count: number, prefix: string, partial: string): string[] {
  return [
    "log",
    "--no-merges",
    `--max-count=${count}`,
    "--name-status",
    // Similar content has to be fetched one blob at a time from a partial clone; equal content needs ids only.
    partial === "blobs" ? "-M100%" : "-M",
    "--no-ext-diff",
    "--no-color",
    "-z",
    "--format=commit %H %ct %s",
    ...(prefix === "" ? [] : ["--relative"]),
    "HEAD",
    "--",
    ...(prefix === "" ? [] : ["."]),
  ];
}

function partialOf(filters: string): Log["partial"] {
  if (/ (?:tree:|sparse:|combine:)/.test(filters)) return "trees";
  return filters.trim() === "" ? "" : "blobs";
}

/** The oldest commits of a shallow clone: git shows them as if they had added every file. */
async function boundaryOf(root: string, env: Env): Promise<Set<string>> {
  const listed = await git(root, ["rev-list", "--max-parents=0", "HEAD"], env);
  return new Set(listed.ok ? listed.value.split("\n").filter((id) => id !== "") : []);
}
