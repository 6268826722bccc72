import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Task, TestFileTiming } from "@sixty/model";
import { watchCacheHit } from "./cache-hit.ts";
import { taskEnvironment } from "./environment.ts";
import { installHook } from "./hook/install.ts";
import { takeReports } from "./hook/reports.ts";
import { safeName, stateFolder } from "./paths.ts";
import { type ProcessOutcome, runProcess } from "./process/run.ts";
import { type Session, warn } from "./session.ts";

const DEFAULT_TIMEOUT_MS = 1_800_000;
/** Longest that a timer can wait. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export interface TaskRun {
  readonly outcome: ProcessOutcome;
  readonly startedAt: string;
  /** Taken from a cache by its runner: no duration. */
  readonly hit: boolean;
  readonly testFiles: readonly TestFileTiming[];
  /** Of the tests that were executed; empty unless they were asked for. */
  readonly testNames: readonly string[];
  /** Absolute path of its output. */
  readonly log: string;
}

/** Runs a task once. `keepCache` lets the test runner find the cache that the run before it left. */
export async function runTask(
  session: Session,
  task: Task,
  label: string,
  keepCache: boolean,
): Promise<TaskRun> {
  const { workspace, options } = session;
  const state = stateFolder(workspace.root);
  const run = safeName(options.runId);
  const log = join(state, "logs", run, `${safeName(task.id)}.${label}.log`);
  const cache = join(state, "cache", "test", safeName(task.id));
  const env = taskEnvironment(task, options.env);
  const tests = task.kind === "test" || task.testTool !== undefined;
  if (tests && !keepCache) rmSync(cache, { recursive: true, force: true });
  const hook = tests
    ? installHook(
        state,
        safeName(`${run}.${task.id}.${label}`),
        cache,
        env,
        task.script,
        options.testNames ?? false,
      )
    : undefined;
  const watched = watchCacheHit(task);
  const startedAt = options.now().toISOString();
  const process = (extra: Readonly<Record<string, string>>) =>
    runProcess({
      argv: task.command.argv,
      cwd: join(workspace.root, task.command.cwd),
      env: { ...env, ...extra },
      timeoutMs: Math.min(options.timeoutMs ?? DEFAULT_TIMEOUT_MS, MAX_TIMEOUT_MS),
      log,
      signal: options.signal,
      onLine: watched.onLine,
    });
  let outcome = await process(hook?.env ?? {});
  if (
    hook &&
    outcome.ending.type === "exit" &&
    outcome.ending.code !== 0 &&
    outcome.tail.includes(hook.folder)
  ) {
    // The failure may be ours, and must not become the task's.
    outcome = await process({});
  }
  if (outcome.leftovers > 0) {
    warn(session, {
      code: "PROCESSES_LEFT_BEHIND",
      what: `${outcome.leftovers} process${outcome.leftovers === 1 ? "" : "es"} outlived the task and had to be killed`,
      where: task.id,
      fix: "Let the script end what it starts.",
    });
  }
  const { told, files, names } = hook
    ? takeReports(hook.reports, workspace.root)
    : { told: false, files: [], names: [] };
  if (task.testTool && !told && outcome.ending.type === "exit" && outcome.ending.code === 0) {
    warn(session, {
      code: "NO_TEST_FILES",
      what: `It runs ${task.testTool}, but no times of single test files came`,
      where: task.id,
      fix: "Let the script call the test runner's own program.",
    });
  }
  return { outcome, startedAt, hit: watched.hit(), testFiles: files, testNames: names, log };
}

/** Frees what test runners cached for the warm run. */
export function dropTestCache(session: Session, task: Task): void {
  const cache = join(stateFolder(session.workspace.root), "cache", "test", safeName(task.id));
  rmSync(cache, { recursive: true, force: true });
}
