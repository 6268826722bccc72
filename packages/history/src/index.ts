export { type CoChange, coChange } from "./co-change.ts";
export { type EditOptions, isSourceFile, type ReadEdits, readEdits } from "./edits.ts";
export { type Head, type Repository, readHead, readRepository } from "./head.ts";
export { ensureStateFolder } from "./state-folder.ts";
export { appendTimings, timingsFile } from "./timings/append.ts";
export { type ReadTimings, readTimings } from "./timings/read.ts";
export { trackedFiles } from "./tracked.ts";
