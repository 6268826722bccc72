import type { TaskOutcome } from "../../runner.ts";

const TAIL_LINES = 40;

export function cancelled(began: number): TaskOutcome {
  const wallMs = since(began);
  return {
    state: "cancelled",
    wallMs,
    toolMs: wallMs,
    output: "",
    failures: [],
    reason: "ABORTED",
    warm: false,
  };
}

export function timedOut(began: number, tail: string): TaskOutcome {
  const wallMs = since(began);
  const output = lastLines(tail);
  return { state: "failed", wallMs, toolMs: wallMs, output, failures: [], reason: "TIMEOUT", warm: false };
}

export function lastLines(text: string): string {
  return text.split("\n").slice(-TAIL_LINES).join("\n");
}

/** Whole milliseconds from `began`. */
export function since(began: number): number {
  return Math.round(performance.now() - began);
}
