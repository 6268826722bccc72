import type { Problem, Result, Workspace } from "@sixty/model";
import type { Reread, TaskOutcome } from "./verify.ts";

/** The loop of one package's edits by real edits of a few files that stand for all. */
export interface MeasuredLoop {
  /** Mean over the package's edits, weighted by how often files change. */
  readonly ms: number;
  /** The least that it would have taken without other work on the machine. */
  readonly aloneMs: number;
  readonly p95Ms: number;
  /** What was timed, most edited first. */
  readonly edits: readonly MeasuredEdit[];
  /** Of the tasks that ran, as far as they are as good as those of a run on its own. */
  readonly outcomes: readonly TaskOutcome[];
}

export interface MeasuredEdit {
  readonly file: string;
  /** Share of the package's edits that it stands for, 0…1. */
  readonly share: number;
  readonly ms: number;
  /** By the loop model, from timings of the same tree. */
  readonly predictedMs: number;
}

export type MeasureLoop = (when: "before" | "after", workspace: Workspace) => Promise<Result<MeasuredLoop>>;

export interface Measured {
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly p95BeforeMs: number;
  readonly p95AfterMs: number;
  readonly edits: readonly MeasuredEdit[];
}

export interface PayoffInput {
  readonly measure?: MeasureLoop;
  readonly reread: () => Promise<Result<Reread>>;
}

/** Of a loop that other work held up, one after the split that is at most this share of it is shorter for certain. */
const CLEAR_GAIN = 0.75;

/**
 * Times the loop after a split; `NO_PAYOFF` unless it is shorter than it was, `PAYOFF_UNCLEAR` where other work on
 * the machine held up one of the two by so much that it cannot be told.
 */
export async function payoff(
  input: PayoffInput,
  before: MeasuredLoop | undefined,
): Promise<{ problem?: Problem; measured?: Measured }> {
  if (!input.measure || !before) return {};
  const reread = await input.reread();
  const after = reread.ok ? await input.measure("after", reread.value.workspace) : reread;
  if (!after.ok) return { problem: after.error };
  const measured = {
    beforeMs: before.ms,
    afterMs: after.value.ms,
    p95BeforeMs: before.p95Ms,
    p95AfterMs: after.value.p95Ms,
    edits: after.value.edits,
  };
  if (measured.afterMs < Math.max(before.aloneMs, CLEAR_GAIN * before.ms)) return { measured };
  const isLonger = after.value.aloneMs >= before.ms;
  return { measured, problem: isLonger ? noPayoff(measured) : payoffUnclear(measured) };
}

function noPayoff({ beforeMs, afterMs }: Measured): Problem {
  return {
    code: "NO_PAYOFF",
    what: `An edit took ${seconds(beforeMs)} before the split and ${seconds(afterMs)} after it`,
    fix: "Keep it all the same with --keep-going, or try another plan.",
  };
}

function payoffUnclear({ beforeMs, afterMs }: Measured): Problem {
  return {
    code: "PAYOFF_UNCLEAR",
    what: `An edit took ${seconds(beforeMs)} before the split and ${seconds(afterMs)} after it, but other work held it up by more than they differ`,
    fix: "Try again when the machine has nothing else to do, or keep the split all the same with --keep-going.",
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
