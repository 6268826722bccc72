export { type CommandOptions, commandRunner, commandRunners } from "./command-runner.ts";
export { createGuard, type Guard } from "./guard.ts";
export type { Failure, Runner, Runners, TaskOutcome, TaskRun } from "./runner.ts";
