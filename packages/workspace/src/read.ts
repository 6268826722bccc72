import { join } from "node:path";
import { fail, ok, type Package, type Problem, type Result, type Task, type Workspace } from "@sixty/model";
import { type Files, openFiles } from "./cache/files.ts";
import { recall, remember } from "./cache/store.ts";
import { checkTasks } from "./check.ts";
import type { Context, Draft } from "./context.ts";
import { exclude } from "./exclude.ts";
import { managerOf } from "./manifests/manager.ts";
import { readMembers } from "./manifests/members.ts";
import { findRoot } from "./manifests/root.ts";
import { readNx } from "./nx/read.ts";
import { addImports } from "./plain/imports.ts";
import { readPlain } from "./plain/read.ts";
import { rootChecks } from "./root-checks/find.ts";
import { addRootTests } from "./root-tests/add.ts";
import { applyScope } from "./scope/apply.ts";
import { cancelled } from "./tool.ts";
import { readTurbo } from "./turbo/read.ts";

export interface ReadOptions {
  readonly cwd: string;
  /** Targets of the loop by name; found when empty. */
  readonly targets?: readonly string[];
  /** Packages left out, by name or root, or a glob over either; when empty, those that the root's scripts leave out. */
  readonly exclude?: readonly string[];
  /** `<root>/.sixty/cache` unless set. */
  readonly cacheDir?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Names the program that asks: what another one read is not given again. */
  readonly program?: string | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Reads the workspace that `cwd` lies in, asking its own runner where it has one. The answer is kept and
 * given again for as long as every file and folder that it was read from stays as it is.
 *
 * @returns the model, or one of NO_WORKSPACE, NO_TARGETS, CYCLE, BAD_JSON, BAD_YAML, TOOL_MISSING,
 *   NX_GRAPH_FAILED, TURBO_FAILED, CANCELLED
 */
export async function readWorkspace(options: ReadOptions): Promise<Result<Workspace>> {
  const root = await findRoot(options.cwd);
  if (!root.ok) return root;
  const now = Date.now();
  const question = JSON.stringify([options.targets ?? [], options.exclude ?? [], options.program ?? ""]);
  const cache = join(options.cacheDir ?? join(root.value, ".sixty", "cache"), "workspace.json");
  const known = recall(cache, root.value, question, now);
  if (known !== undefined) return ok(known);
  const files = openFiles(root.value);
  const workspace = await readAnew(files, options);
  if (workspace.ok) remember(cache, question, now, files.stamps(), workspace.value);
  return workspace;
}

async function readAnew(files: Files, options: ReadOptions): Promise<Result<Workspace>> {
  const members = await readMembers(files);
  if (!members.ok) return members;
  const manager = managerOf(files, members.value.rootManifest);
  const targets = options.targets ?? [];
  const context: Context = {
    files,
    manager,
    members: members.value,
    targets,
    env: options.env,
    ...(options.signal ? { signal: options.signal } : {}),
  };
  const read = await readRunner(context);
  if (options.signal?.aborted) return fail(cancelled());
  if (!read.ok) return read;
  const tested = await addRootTests(context, read.value);
  const scanned = read.value.runner === "plain" ? await addImports(context, tested) : tested;
  const patterns = options.exclude ?? [];
  const draft =
    patterns.length > 0
      ? await exclude(scanned, patterns)
      : await applyScope(scanned, members.value.rootManifest);
  const tasks = checkTasks(draft.tasks, targets);
  if (!tasks.ok) return tasks;
  return ok({
    root: files.root,
    runner: draft.runner,
    ...(draft.runnerVersion ? { runnerVersion: draft.runnerVersion } : {}),
    manager: manager.name,
    ...(manager.version ? { managerVersion: manager.version } : {}),
    packages: sorted(draft.packages, (one: Package) => one.name),
    tasks: sorted(tasks.value, (task: Task) => task.id),
    targets: draft.targets,
    checks: without(rootChecks(context, draft), patterns),
    warnings: [...about(draft.packages, members.value.warnings), ...draft.warnings],
  });
}

/** Two of a name are no trouble where one of them is left out. */
function about(packages: readonly Package[], warnings: readonly Problem[]): readonly Problem[] {
  const manifests = new Set(packages.map(({ root }) => `${root}/package.json`));
  return warnings.filter(({ code, where }) => code !== "DUPLICATE_NAME" || manifests.has(where ?? ""));
}

/** Nx where `nx.json` is, unless only Turborepo is installed; Lerna, say, leaves an `nx.json` behind. */
function readRunner(context: Context): Promise<Result<Draft>> {
  const { files } = context;
  const turbo = files.exists("turbo.json") || files.exists("turbo.jsonc");
  const nx = files.exists("nx.json");
  const installed = (tool: string) => files.exists(`node_modules/${tool}/package.json`);
  if (nx && !(turbo && !installed("nx") && installed("turbo"))) return readNx(context);
  return turbo ? readTurbo(context) : readPlain(context);
}

/** The root's own scripts but for those that are left out by id. */
function without(checks: readonly Task[], ids: readonly string[]): readonly Task[] {
  return checks
    .filter(({ id }) => !ids.includes(id))
    .map((task) => ({ ...task, dependsOn: task.dependsOn.filter((id) => !ids.includes(id)) }));
}

/** By code unit, so that the order is the same on every machine. */
function sorted<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
