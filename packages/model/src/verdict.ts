export type Severity = "P0" | "P1" | "P2" | "P3";

/** P0 and P1 breach; P2 warns; P3 informs. */
export interface Finding {
  /** Stable: EDIT_OVER_BUDGET, EDIT_OVER_BASELINE, COMPLETE_OVER_BUDGET, PACKAGE_OVER_BUDGET, WAIVER_EXPIRED, … */
  readonly code: string;
  readonly severity: Severity;
  /** Absent for the workspace as a whole. */
  readonly package?: string;
  readonly actualMs?: number;
  readonly limitMs?: number;
  readonly message: string;
  /** The next command to run, or what to do. */
  readonly fix: string;
}

export interface Verdict {
  readonly verdict: "pass" | "fail" | "inconclusive";
  /** Most severe first, then most over its limit. */
  readonly findings: readonly Finding[];
}
