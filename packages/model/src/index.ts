export { type Config, configSchema, defaultConfig } from "./config.ts";
export { parseDuration } from "./duration.ts";
export type { Commit, Edits } from "./edits.ts";
export { lazy } from "./lazy.ts";
export type { Loop, Loops, Makespan, PackageLoop, Replay, ReplayedCommit, ScheduledTask } from "./loop.ts";
export { type Machine, machineSchema } from "./machine.ts";
export {
  type Declaration,
  type EdgeKind,
  type ExportedSymbol,
  type ExternalImport,
  type FileKind,
  isTypeOnly,
  type ModuleEdge,
  type ModuleFile,
  type ModuleGraph,
  type TakenName,
  type Unresolved,
} from "./modules.ts";
export {
  type Hoist,
  hoistSchema,
  type Obstacle,
  obstacleSchema,
  type Part,
  type Plan,
  type Prediction,
  partSchema,
  planSchema,
  predictionSchema,
} from "./plan.ts";
export {
  type Baseline,
  baselineSchema,
  type Ratchet,
  ratchetSchema,
  type Waiver,
  waiverSchema,
} from "./ratchet.ts";
export { fail, ok, type Problem, type Result } from "./result.ts";
export type { Command, Task, TaskId, TaskInputs, TaskKind, TestTool } from "./task.ts";
export {
  type TaskCost,
  type TestFileTiming,
  type Timing,
  type Timings,
  testFileTimingSchema,
  timingSchema,
} from "./timing.ts";
export type { Finding, Severity, Verdict } from "./verdict.ts";
export type {
  WatchAnswer,
  WatchCause,
  WatchChange,
  WatchEvent,
  WatchFailure,
  WatchLoop,
  WatchPass,
  WatchReady,
  WatchTask,
  WatchVerdict,
} from "./watch.ts";
export type { CostlyImport, PlanPoint, Which, WhichCandidate, Why } from "./which.ts";
export type { Package, PackageManager, Runner, Workspace } from "./workspace.ts";
