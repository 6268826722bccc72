export { commandRunner } from "./command-runner.ts";
export type { Failure, Runner, Runners, TaskOutcome, TaskRun } from "./runner.ts";
