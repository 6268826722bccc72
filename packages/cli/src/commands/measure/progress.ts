import type { MeasureEvent } from "@sixty/measure";
import { type ProgressState, renderProgress } from "@sixty/report";
import type { Io } from "../../io.ts";
import { lookOf } from "../../look.ts";

const clearLine = "\r\u001B[2K";

/** Draws the progress of a measurement on stderr when that is a terminal, and nothing elsewhere. */
export function showProgress(io: Io, quiet: boolean): (event: MeasureEvent) => void {
  if (!io.isTTY.stderr || quiet) return () => {};
  const look = lookOf(io, "stderr");
  const startedAt = io.now().getTime();
  const running = new Set<string>();
  const seen = { done: 0, total: 0, failed: 0, estimateMs: undefined as number | undefined };
  const draw = () => {
    const state = stateOf(seen, io.now().getTime() - startedAt, running);
    io.stderr.write(clearLine + renderProgress(state, look));
  };
  const timer = setInterval(draw, 1000);
  timer.unref();
  return (event) => {
    if (event.type === "plan") {
      seen.total = event.tasks.length * event.runs;
      seen.estimateMs = event.estimateMs;
    } else if (event.type === "start") running.add(event.id);
    else if ("timing" in event) {
      running.delete(event.timing.id);
      if (event.timing.mode === "cold") seen.done += 1;
      if (event.type === "failed") seen.failed += 1;
    }
    draw();
    if (event.type !== "finished") return;
    clearInterval(timer);
    io.stderr.write(clearLine);
  };
}

/**
 * What is left is the estimate less what passed; without one, in proportion to what is done. More may be run than was
 * planned (an edit is timed again where other work held it up): then it is said what is known, and no time.
 */
function stateOf(
  {
    done,
    total,
    failed,
    estimateMs,
  }: { done: number; total: number; failed: number; estimateMs: number | undefined },
  elapsedMs: number,
  running: ReadonlySet<string>,
): ProgressState {
  const all = estimateMs ?? (done === 0 ? undefined : (elapsedMs / done) * total);
  return {
    done,
    total: Math.max(total, done + running.size),
    failed,
    elapsedMs,
    running: [...running],
    ...(all === undefined || all <= elapsedMs ? {} : { leftMs: all - elapsedMs }),
  };
}
