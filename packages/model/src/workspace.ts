import type { Problem } from "./result.ts";
import type { Task } from "./task.ts";

export type Runner = "nx" | "turbo" | "plain";
export type PackageManager = "npm" | "pnpm" | "yarn";

/** One member of the workspace: an Nx project, or a member of a pnpm, npm or yarn workspace. */
export interface Package {
  /** As its runner names it; unique. */
  readonly name: string;
  /** `name` of its package.json where that differs or is what others import; absent for a project without one. */
  readonly npmName?: string;
  /** Workspace-relative, POSIX; `.` for a root package. */
  readonly root: string;
  /** Names of workspace packages that it depends on, of every kind (also dev), sorted. */
  readonly dependsOn: readonly string[];
  readonly private: boolean;
  readonly tags: readonly string[];
  /** A source file (not a test), workspace-relative, that stands for "an edit of this package"; absent when it has none. */
  readonly entry?: string;
}

/** The repository as one model, whoever runs its tasks. */
export interface Workspace {
  /** Absolute path. Everything else here is relative to it. */
  readonly root: string;
  readonly runner: Runner;
  readonly runnerVersion?: string;
  readonly manager: PackageManager;
  readonly managerVersion?: string;
  /** Sorted by name. */
  readonly packages: readonly Package[];
  /** The loop targets and all that they depend on, sorted by id. May have no cycle: a reader fails on one. */
  readonly tasks: readonly Task[];
  /** The targets that make up the loop, in the order build, typecheck, test. */
  readonly targets: readonly string[];
  /**
   * Scripts of the root that build, check or test what packages have no task for, sorted by id. No part of the loop
   * and not among `tasks`: a split is proven by them. They depend on each other alone. Absent means none.
   */
  readonly checks?: readonly Task[];
  /** What was read with a doubt. */
  readonly warnings: readonly Problem[];
}
