import type { Package, Problem, Runner, Task } from "@sixty/model";
import type { Files } from "./cache/files.ts";
import type { Manager } from "./manifests/manager.ts";
import type { Members } from "./manifests/members.ts";

/** What every reader is given. */
export interface Context {
  readonly files: Files;
  readonly manager: Manager;
  readonly members: Members;
  /** Targets that were asked for; empty to find them. */
  readonly targets: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** What a reader finds, before root tests, exclusion and checks. */
export interface Draft {
  readonly runner: Runner;
  readonly runnerVersion?: string;
  readonly packages: readonly Package[];
  readonly tasks: readonly Task[];
  readonly targets: readonly string[];
  readonly warnings: readonly Problem[];
}
