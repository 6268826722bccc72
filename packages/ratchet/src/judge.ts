import type { Finding, Loops, Ratchet, Severity, Verdict } from "@sixty/model";
import { baselineFindings } from "./baseline-findings.ts";
import { breaches } from "./breaches.ts";
import { type Budget, DEFAULT_TOLERANCE, type Tolerance } from "./limits.ts";
import { measuredFindings } from "./measured-findings.ts";
import { byText } from "./text.ts";
import { applyWaivers } from "./waivers.ts";

export interface Case {
  readonly loops: Loops;
  /** Class of the machine that the timings are from. */
  readonly machine: string;
  readonly budget: Budget;
  readonly ratchet?: Ratchet | undefined;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** Tasks whose newest run failed or was skipped, with the reason code (`Timings.broken`). */
  readonly broken?: ReadonlyMap<string, string> | undefined;
  /** {@link DEFAULT_TOLERANCE} unless given. */
  readonly tolerance?: Tolerance | undefined;
}

/** A case with its defaults filled in. */
export type Judged = Case & { readonly tolerance: Tolerance };

/**
 * Judges the predicted loops: no clock, no noise of its own, the same case always gets the same verdict.
 *
 * `fail` when there is a finding of P0 or P1; else `inconclusive` when nothing was measured or a task that
 * failed leaves a loop without a duration; else `pass`. P0 is at least twice the limit. The percentiles over
 * edits are not judged: they move with the history of edits, not only with the code.
 */
export function judge(given: Case): Verdict {
  const judged: Judged = { ...given, tolerance: given.tolerance ?? DEFAULT_TOLERANCE };
  const measured = measuredFindings(judged);
  if (measured.nothing) return { verdict: "inconclusive", findings: measured.findings };

  const findings = [
    ...applyWaivers(judged, breaches(judged)),
    ...baselineFindings(judged),
    ...measured.findings,
  ].sort(worstFirst);
  const failed = findings.some(({ severity }) => severity === "P0" || severity === "P1");
  return { verdict: failed ? "fail" : measured.doubtful ? "inconclusive" : "pass", findings };
}

const RANK: Readonly<Record<Severity, number>> = { P0: 0, P1: 1, P2: 2, P3: 3 };

function worstFirst(a: Finding, b: Finding): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    excess(b) - excess(a) ||
    byText(a.package ?? "", b.package ?? "") ||
    byText(a.code, b.code) ||
    byText(a.message, b.message)
  );
}

function excess({ actualMs = 0, limitMs = 0 }: Finding): number {
  return actualMs - limitMs;
}
