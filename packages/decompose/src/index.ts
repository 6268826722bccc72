export { type Bound, lowerBound } from "./core/bound.ts";
export { type Condensed, condense } from "./core/condense.ts";
export { type CurvePoint, type Partition, type PartitionOptions, partition } from "./core/partition.ts";
export { type Edges, emptyProblem, type Nets, type SplitProblem } from "./core/problem.ts";
