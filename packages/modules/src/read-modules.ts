import { fail, type ModuleGraph, ok, type Problem, type Result, type Workspace } from "@sixty/model";
import { holds } from "./cache/holds.ts";
import { signatureOf } from "./cache/signature.ts";
import type { Kept, Snapshot } from "./cache/snapshot.ts";
import { loadSnapshot, saveSnapshot } from "./cache/store.ts";
import { assemble } from "./graph/assemble.ts";
import { listFiles } from "./list/list-files.ts";
import { createOwners } from "./list/owners.ts";
import { wantsDetail } from "./list/wants-detail.ts";
import type { Early } from "./read/early.ts";
import type { Helper } from "./read/helper.ts";
import { readAhead } from "./read/read-ahead.ts";
import { refresh } from "./refresh.ts";

export interface ReadModulesOptions {
  /**
   * Files that get `declarations`, `sideEffects` and exact spans: all source, none, or the paths that a function
   * picks from the graph without them. Reading them costs about three times the rest.
   */
  readonly declarations?: "all" | "none" | ((graph: ModuleGraph) => Iterable<string>);
  /** Packages that `declarations` is limited to; all unless given. */
  readonly packages?: readonly string[];
  /** Folder for what was read, to be used again while files stay as they are. Nothing is kept unless given. */
  readonly cacheDir?: string;
  /** Conditions of `exports` that point at source, before the usual ones. */
  readonly conditions?: readonly string[];
  /** A file that calls `serveReading`: large workspaces are read on several threads that run it. */
  readonly worker?: string;
  /** What `readEarly` has started with the same root, cache and worker. */
  readonly early?: Early | undefined;
  readonly signal?: AbortSignal;
  /** Milliseconds since the epoch by the file system's clock. */
  readonly now?: () => number;
}

/** The modules of a workspace, its files listed. */
export interface Modules {
  /**
   * Names the graph that is kept, where all files are as they were when it was read or have been read since:
   * equal stamps, equal graphs. Undefined where nothing is kept.
   */
  stamp(): string | undefined;
  /** As {@link readModules}. To be called once. */
  read(): Promise<Result<ModuleGraph>>;
}

/**
 * Reads every file of a workspace that git tracks or would, and what each takes from which.
 *
 * Fails only with `ABORTED` and `NO_FILES`; all else that is wrong with a file is among the graph's
 * `problems` and `unresolved`.
 */
export async function readModules(
  workspace: Workspace,
  options: ReadModulesOptions = {},
): Promise<Result<ModuleGraph>> {
  const modules = await list(workspace, options, true);
  return modules.ok ? modules.value.read() : modules;
}

/** Lists the files, for who may not need the graph. Fails as {@link readModules}. */
export function openModules(
  workspace: Workspace,
  options: ReadModulesOptions = {},
): Promise<Result<Modules>> {
  return list(workspace, options, false);
}

/** @param wanted the graph will surely be read: the time until git has listed all is used for that */
async function list(
  workspace: Workspace,
  options: ReadModulesOptions,
  wanted: boolean,
): Promise<Result<Modules>> {
  const { declarations = "all", cacheDir, early, signal, worker, conditions = [] } = options;
  const ownerOf = createOwners(workspace.packages);
  const listedAt = (options.now ?? Date.now)();
  let kept: Kept | undefined;
  let ahead: Promise<Helper | undefined> | undefined;
  const expected = () => {
    kept = cacheDir === undefined ? undefined : loadSnapshot(cacheDir);
    if (kept && wanted) kept.snapshot();
    if (!kept && !early) ahead = readAhead(workspace.root, worker, declarations === "none");
    return kept?.heads.files.map(({ path }) => path) ?? [];
  };
  const { files, links, problems } = await listFiles(workspace, ownerOf, expected, signal);
  const taken = await early?.take();
  const helper = taken?.helper ?? (await ahead);
  if (signal?.aborted || files.length === 0) {
    await helper?.stop();
    return fail(signal?.aborted ? aborted() : noFiles(workspace.root));
  }

  const limit = options.packages && new Set(options.packages);
  const may = (path: string) => wantsDetail(path, ownerOf(path), limit);
  const signature = signatureOf(workspace, [conditions, [...links]]);
  const basis = {
    workspace,
    conditions,
    files,
    links,
    listedAt,
    signature,
    signal,
    worker,
    helper,
    early: taken?.reads,
    ownerOf,
  };
  const toGraph = (snapshot: Snapshot) => assemble(snapshot.files, ownerOf, snapshot.entries, problems);
  let stamp = kept && holds(kept.heads, files, signature) ? kept.stamp : undefined;

  const read = async (): Promise<Result<ModuleGraph>> => {
    const before = kept?.snapshot();
    let snapshot = await refresh(basis, before, declarations === "all" ? may : () => false);
    let graph = snapshot && toGraph(snapshot);
    if (snapshot && graph && typeof declarations === "function") {
      const picked = new Set(declarations(graph));
      const again = await refresh(basis, snapshot, (path) => picked.has(path) && may(path));
      if (again !== snapshot) graph = again && toGraph(again);
      snapshot = again;
    }
    if (!snapshot || !graph) return fail(aborted());
    if (cacheDir !== undefined && snapshot !== before) stamp = saveSnapshot(cacheDir, snapshot);
    return ok(graph);
  };
  return ok({ stamp: () => stamp && `${stamp} ${JSON.stringify(problems)}`, read });
}

function aborted(): Problem {
  return { code: "ABORTED", what: "Reading the modules was stopped", fix: "Run it again." };
}

function noFiles(root: string): Problem {
  return {
    code: "NO_FILES",
    what: "The workspace has no files that git tracks or would track",
    where: root,
    fix: "Run it in a repository, and look whether .gitignore leaves everything out.",
  };
}
