export type { MeasureEvent, RunPurpose } from "./events.ts";
export { fingerprintTasks } from "./fingerprint/fingerprint.ts";
export { type MachineSource, machineOf } from "./machine.ts";
export { measure } from "./measure.ts";
export { doneKey, type MeasureOptions } from "./options.ts";
export { killLiveTasks } from "./process/kill.ts";
export { type Selection, selectTasks } from "./select.ts";
export { type Share, shardTasks } from "./shard.ts";
export { recoverEdits } from "./warm/recover.ts";
