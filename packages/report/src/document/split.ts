import type { Obstacle, Plan, PlanPoint, Problem } from "@sixty/model";
import type { AppliedSplit } from "./applied.ts";

export interface SplitExtra {
  /** Where the plan was written, workspace-relative. */
  readonly file?: string;
  readonly meets?: boolean;
  readonly curve?: readonly PlanPoint[];
  readonly applied?: AppliedSplit;
  /** What the split carries on with and cannot prove. */
  readonly doubts?: readonly Obstacle[];
  /** What applying the plan would be refused for. */
  readonly refused?: Problem;
}

/** `sixty.split/1`: the plan, and what it would bring for every number of parts. */
export function splitDocument(plan: Plan, { file, meets, curve, applied, doubts, refused }: SplitExtra = {}) {
  const { schema: _, ...rest } = plan;
  return {
    schema: "sixty.split/1" as const,
    ...rest,
    ...(file !== undefined && { file }),
    ...(meets !== undefined && { meets }),
    ...(curve !== undefined && { curve }),
    ...(applied !== undefined && { applied }),
    ...(doubts !== undefined && { doubts }),
    ...(refused !== undefined && { refused }),
  };
}
