export { type Graph, graphOf, reverse } from "./graph.ts";
export { createListSchedule, type Job, type OnFinish, type Run } from "./list-schedule.ts";
export { createModel, type LoopModel, type PackageEdit } from "./loop-model.ts";
export { loops } from "./loops.ts";
export { percentiles, type Summary, summarise, type Weighted } from "./percentile.ts";
export { replay } from "./replay.ts";
