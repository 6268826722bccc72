/** `package:target`. Split at the last colon that starts a known target, never by guessing: see {@link Task}. */
export type TaskId = string;

/** What a target is for. Every loop target is one of these; a task that they need is `other`. */
export type TaskKind = "build" | "typecheck" | "test" | "other";

/** A test runner whose per-file times can be read. */
export type TestTool = "vitest" | "jest";

/**
 * What an edit must touch to make a task stale.
 *
 * Patterns are globs of picomatch in order; one that starts with `!` takes away. `own` and `upstream` are
 * relative to the package that the edited file is in, `workspace` to the workspace root. A file belongs to
 * the package with the longest root that holds it.
 */
export interface TaskInputs {
  /** Files of the task's own package. */
  readonly own: readonly string[];
  /** Files of every package that the task's package depends on, transitively. Empty: such edits reach it only by `afterTasks`. */
  readonly upstream: readonly string[];
  /** Files anywhere. */
  readonly workspace: readonly string[];
  /** Files of packages named one by one (Nx `projects`), relative to each. */
  readonly packages: readonly { readonly package: string; readonly patterns: readonly string[] }[];
  /** A stale task among `dependsOn` makes this one stale too (Turborepo, plain workspaces, Nx `dependentTasksOutputFiles`). */
  readonly afterTasks: boolean;
}

/** How to run a task. Never a shell string: names and paths are untrusted. */
export interface Command {
  readonly argv: readonly [string, ...string[]];
  /** Workspace-relative, POSIX; `.` is the root. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Task {
  readonly id: TaskId;
  readonly package: string;
  readonly target: string;
  readonly kind: TaskKind;
  /** Sorted; every id is in the same workspace. */
  readonly dependsOn: readonly TaskId[];
  /** Targets that it waits for in the packages which its own depends on, also where there is none yet (`^build`). */
  readonly awaits?: readonly string[];
  readonly inputs: TaskInputs;
  /** The runner may keep its result. */
  readonly cache: boolean;
  /** false: runs alone, nothing beside it (Nx `parallelism: false`). */
  readonly parallelism: boolean;
  readonly command: Command;
  /** The script or command line as its author wrote it, for people; never run. */
  readonly script: string;
  readonly testTool?: TestTool;
}
