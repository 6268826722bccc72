import { statSync } from "node:fs";
import { join } from "node:path";
import { type Commit, type Edits, ok, type Problem, type Result } from "@sixty/model";
import { fromCache, toCache } from "./cache.ts";
import type { Env } from "./env.ts";
import { readHead, readRepository } from "./head.ts";
import { type Log, type LoggedCommit, readLog } from "./log.ts";
import { trackedFiles, walkFiles } from "./tracked.ts";
import { uniform, weigh } from "./weights.ts";

export interface EditOptions {
  /** Commits read at most. */
  readonly commits: number;
  /** Days after which an edit counts half. */
  readonly halfLifeDays: number;
  /** Seconds since the epoch. */
  readonly now: number;
  /** Files that an edit may fall on, workspace-relative; every tracked source file unless given. */
  readonly files?: readonly string[];
  readonly env: Env;
  /** Absolute path; nothing is cached without it. */
  readonly cacheDir?: string;
}

export interface ReadEdits {
  readonly edits: Edits;
  readonly warnings: readonly Problem[];
}

/**
 * Reads how often files change from git, in one pass that follows renames, and turns it into weights that
 * sum to 1 over the files that are there now. Paths are relative to `root`, also where that is a subfolder
 * of the repository. A repository that is shallow, partial, empty or no repository at all gives warnings
 * (`SHALLOW_HISTORY`, `PARTIAL_HISTORY`, `NO_COMMITS`, `NO_GIT`, `GIT_FAILED`) and, where nothing could be
 * read, the same weight for every file.
 */
export async function readEdits(root: string, options: EditOptions): Promise<Result<ReadEdits>> {
  const [files, log] = await Promise.all([editable(root, options), cachedLog(root, options)]);
  if (!log.ok) return ok({ edits: unknown(files, false), warnings: [log.error] });
  const { shallow, partial } = log.value;
  const warnings = [
    ...(shallow && log.value.commits.length < options.commits
      ? [shallowHistory(log.value.commits.length)]
      : []),
    ...(partial === "" ? [] : [partialHistory(partial)]),
  ];
  const { commits } = log.value;
  if (commits.length === 0) return ok({ edits: unknown(files, shallow), warnings });
  const names = namesNow(log.value, new Set(files));
  const weighed = commits.map(([, time, , touched]) => ({ time, paths: touched }));
  const ended = shallow && commits.length < options.commits;
  let named: Commit[] | undefined;
  const edits = {
    ...weigh(weighed, names, files, options),
    shallow: ended,
    // Made when first asked for: a report needs the weights alone, and has 150 ms for everything.
    get commits() {
      named ??= commits.map((commit) => nameFiles(commit, names));
      return named;
    },
  };
  return ok({ edits, warnings });
}

/** Code that a person edits, by its name: scripts and components, tests too; no data, styles or documents. */
export function isSourceFile(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/i.test(path);
}

async function editable(root: string, options: EditOptions): Promise<readonly string[]> {
  if (options.files) return [...new Set(options.files)].sort();
  const tracked = await trackedFiles(root, options.env, options.cacheDir);
  return (tracked.ok ? tracked.value : walkFiles(root)).filter(isSourceFile);
}

async function cachedLog(root: string, options: EditOptions): Promise<Result<Log>> {
  const head = await readHead(root, options.env);
  const key = JSON.stringify([1, root, head?.commit, options.commits, shallowSignature(root, options.env)]);
  const file =
    head === undefined || options.cacheDir === undefined ? undefined : join(options.cacheDir, "history.json");
  const kept = fromCache<Log>(file, key);
  if (kept) return ok(kept);
  const read = await readLog(root, options.commits, options.env);
  if (read.ok) toCache(file, key, read.value);
  return read;
}

/** Fetching more of a shallow clone leaves HEAD where it is. */
function shallowSignature(root: string, env: Env): string {
  const repository = readRepository(root, env);
  const stat = repository && statSync(join(repository.commonDir, "shallow"), { throwIfNoEntry: false });
  return stat ? `${stat.mtimeMs} ${stat.size}` : "";
}

function unknown(files: readonly string[], shallow: boolean): Edits {
  return { files: uniform(files), history: new Map(), commits: [], shallow };
}

/** What each path is called now: a name that is gone, on a branch that a rename passed by, becomes the newer one. */
function namesNow({ paths, moves }: Log, present: ReadonlySet<string>): string[] {
  const next = new Map(moves);
  return paths.map((path, index) => {
    let at = index;
    // As many steps as there are moves at most: names that were traded back and forth form a ring.
    for (let step = 0; step < next.size && !present.has(paths[at]!); step++) {
      const newer = next.get(at);
      if (newer === undefined) break;
      at = newer;
    }
    return present.has(paths[at]!) ? paths[at]! : path;
  });
}

function nameFiles([id, time, subject, paths]: LoggedCommit, names: readonly string[]): Commit {
  return { id, time, subject, files: [...new Set(paths.map((path) => names[path]!))].sort() };
}

function shallowHistory(commits: number): Problem {
  return {
    code: "SHALLOW_HISTORY",
    what: `The clone is shallow: edits are weighted by ${commits === 1 ? "1 commit" : `${commits} commits`}`,
    fix: "Run `git fetch --unshallow`; in GitHub Actions set `fetch-depth: 0`.",
  };
}

function partialHistory(partial: "blobs" | "trees"): Problem {
  const what =
    partial === "blobs"
      ? "The clone has no file contents of old commits: a file that was renamed and changed at once counts as new"
      : "The clone has no folders of old commits, so every file counts the same";
  return { code: "PARTIAL_HISTORY", what, fix: "Clone without `--filter` for weights by the whole history." };
}
