export { type CommandOptions, commandRunner, commandRunners } from "./command-runner.ts";
export { createGuard, type Guard } from "./guard.ts";
export type { Setup, Watching, WatchOptions, WatchTiming } from "./options.ts";
export type { Failure, Runner, Runners, TaskOutcome, TaskRun } from "./runner.ts";
export type { RunnersOptions } from "./warm/options.ts";
export { createRunners } from "./warm/runners.ts";
export { watch } from "./watch.ts";
