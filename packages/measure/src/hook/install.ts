import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JEST_REPORTER, PRELOAD, VITEST_REPORTER } from "./scripts.ts";

/** Environment of a task whose test runner shall report per file. */
export interface Hook {
  readonly env: Readonly<Record<string, string>>;
  /** Where reports arrive, one file for each run of a test runner. */
  readonly reports: string;
}

/**
 * Readies the reporter for one run of one task.
 *
 * @param state absolute path of `.sixty`
 * @param run name of this run of the task, safe in a path
 * @param cache absolute path of a folder for the test runner's own cache: new for a cold run, kept for the warm one
 * @param env environment that the task would have without
 */
export function installHook(
  state: string,
  run: string,
  cache: string,
  env: Readonly<Record<string, string | undefined>>,
): Hook {
  const folder = join(state, "cache", "hook");
  const reports = join(state, "cache", "reports", run);
  mkdirSync(folder, { recursive: true });
  mkdirSync(reports, { recursive: true });
  mkdirSync(cache, { recursive: true });
  const preload = join(folder, "preload.cjs");
  keep(preload, PRELOAD);
  keep(join(folder, "vitest.mjs"), VITEST_REPORTER);
  keep(join(folder, "jest.cjs"), JEST_REPORTER);
  const options = env["NODE_OPTIONS"]?.trim() ?? "";
  return {
    reports,
    env: {
      NODE_OPTIONS: `${options} --require ${quoted(preload)}`.trim(),
      SIXTY_NODE_OPTIONS: options,
      SIXTY_REPORTS: reports,
      SIXTY_TEST_CACHE: cache,
    },
  };
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
