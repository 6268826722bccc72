import type { Task } from "@sixty/model";

/**
 * Environment of a task with every cache of a task runner off, and no process of one that stays.
 *
 * `CI` is set only for a test tool that is not known to end on its own without a terminal: it changes what
 * many tests and configurations do, and the loop that is measured is a developer's.
 */
export function taskEnvironment(
  task: Task,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const watches = task.kind === "test" && task.testTool === undefined;
  return {
    ...(watches ? { CI: "true" } : {}),
    ...env,
    NX_SKIP_NX_CACHE: "true",
    NX_SKIP_REMOTE_CACHE: "true",
    NX_DAEMON: "false",
    NX_TUI: "false",
    TURBO_FORCE: "true",
    TURBO_UI: "false",
    ...task.command.env,
  };
}
