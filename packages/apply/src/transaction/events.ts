import type { Problem } from "@sixty/model";

export type Phase =
  | "plan"
  | "preflight"
  | "baseline"
  | "journal"
  | "move"
  | "install"
  | "verify"
  | "payoff"
  | "restore"
  | "done";

/** What a split is doing, as it does it. */
export type ApplyEvent =
  | { readonly type: "phase"; readonly phase: Phase; readonly state: "start" }
  | { readonly type: "phase"; readonly phase: Phase; readonly state: "done"; readonly ms: number }
  | { readonly type: "check"; readonly check: Check }
  | { readonly type: "warning"; readonly problem: Problem };

/** One thing that had to hold. `id` is a task id, `tests`, `exports`, `declarations` or `acyclic`. */
export interface Check {
  readonly id: string;
  readonly state: "ok" | "failed" | "skipped";
  readonly problem?: Problem;
}
