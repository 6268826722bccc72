import type { Timing, Workspace } from "@sixty/model";
import { type MeasureEvent, type MeasureOptions, measure } from "../../src/index.ts";

export interface Measured {
  readonly timings: readonly Timing[];
  readonly events: readonly MeasureEvent[];
  /** Codes of warnings, in order. */
  readonly warnings: readonly string[];
}

/** Measures every task of a workspace, on a machine that is not this one. */
export async function measured(
  workspace: Workspace,
  options: Partial<MeasureOptions> = {},
  onEvent: (event: MeasureEvent) => void = () => {},
): Promise<Measured> {
  const events: MeasureEvent[] = [];
  const result = await measure(
    workspace,
    {
      tasks: workspace.tasks.map((task) => task.id),
      runId: "run-1",
      machine: { class: "test-2c", cores: 2 },
      env: process.env,
      now: () => new Date("2026-01-02T03:04:05.000Z"),
      timeoutMs: 60_000,
      ...options,
    },
    (event) => {
      events.push(event);
      onEvent(event);
    },
  );
  if (!result.ok) throw new Error(result.error.what);
  const warnings = events.flatMap((event) => (event.type === "warning" ? [event.problem.code] : []));
  return { timings: result.value, events, warnings };
}

/** `id state reason` of each record. */
export function summary(timings: readonly Timing[]): string[] {
  return timings.map(({ id, state, reason, mode }) =>
    [id, state, ...(mode === "warm" ? [mode] : []), ...(reason ? [reason] : [])].join(" "),
  );
}
