import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { JEST_REPORTER, NODE_SHIM, PRELOAD, VITEST_REPORTER } from "./scripts.ts";

/** Environment of a task whose test runner shall report per file. */
export interface Hook {
  readonly env: Readonly<Record<string, string>>;
  /** Where reports arrive, one file for each run of a test runner. */
  readonly reports: string;
  /** Where the reporters lie: named in the output of a test runner that cannot load one. */
  readonly folder: string;
}

/**
 * Readies the reporter for one run of one task.
 *
 * @param state absolute path of `.sixty`
 * @param run name of this run of the task, safe in a path
 * @param cache absolute path of a folder for the test runner's own cache: new for a cold run, kept for the warm one
 * @param env environment that the task would have without
 * @param names whether the names of tests are wanted too
 * @param script as its author wrote it: one that sets NODE_OPTIONS itself is reached by a `node` on the PATH
 */
export function installHook(
  state: string,
  run: string,
  cache: string,
  env: Readonly<Record<string, string | undefined>>,
  script: string,
  names: boolean,
): Hook {
  // Vite hands what lies in such a folder to Node as it is, instead of reading it as source of the workspace.
  const folder = join(state, "cache", "node_modules", "sixty-hook");
  const reports = join(state, "cache", "reports", run);
  mkdirSync(folder, { recursive: true });
  mkdirSync(reports, { recursive: true });
  mkdirSync(cache, { recursive: true });
  const preload = join(folder, "preload.cjs");
  keep(preload, PRELOAD);
  keep(join(folder, "vitest.mjs"), VITEST_REPORTER);
  keep(join(folder, "jest.cjs"), JEST_REPORTER);
  const options = env["NODE_OPTIONS"]?.trim() ?? "";
  const path =
    /\bNODE_OPTIONS\b/.test(script) && process.platform !== "win32" ? shimPath(folder, env["PATH"]) : {};
  return {
    reports,
    folder,
    env: {
      ...path,
      NODE_OPTIONS: `${options} --require ${quoted(preload)}`.trim(),
      SIXTY_NODE_OPTIONS: options,
      SIXTY_REPORTS: reports,
      SIXTY_TEST_CACHE: cache,
      ...(names ? { SIXTY_TEST_NAMES: "1" } : {}),
    },
  };
}

/** A `node` that adds the preload where the environment does not reach. Takes itself off the PATH. */
function shimPath(folder: string, path = ""): { PATH: string } {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  keep(join(bin, "node"), NODE_SHIM);
  chmodSync(join(bin, "node"), 0o755);
  return { PATH: `${bin}${delimiter}${path}` };
}

/** Written once; a file that is the same is left alone, because another run may read it just now. */
function keep(path: string, text: string): void {
  try {
    if (readFileSync(path, "utf8") === text) return;
  } catch {
    // Not there yet.
  }
  writeFileSync(path, text);
}

/** As Node reads NODE_OPTIONS: double quotes hold spaces, a backslash escapes. */
function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, "\\$&")}"`;
}
