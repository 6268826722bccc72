import type { MeasureEvent } from "@sixty/measure";
import type { Io } from "../../io.ts";

const width = 24;

/** Draws a bar with an estimate on a terminal; keeps silent elsewhere, apart from what failed. */
export function showProgress(io: Io, quiet: boolean): (event: MeasureEvent) => void {
  const live = io.isTTY.stderr && !quiet;
  const running = new Map<string, string>();
  const state = { done: 0, total: 0, startedAt: 0, estimateMs: undefined as number | undefined };
  const draw = () => {
    if (!live) return;
    const share = state.total === 0 ? 0 : Math.min(1, state.done / state.total);
    const bar = "█".repeat(Math.round(share * width)).padEnd(width, "░");
    const line = `${bar} ${state.done}/${state.total}${left(io, state)}  ${[...running.keys()].join(", ")}`;
    io.stderr.write(`\r\u001B[2K${line.slice(0, Math.max(20, io.columns - 1))}`);
  };
  const clear = () => live && io.stderr.write("\r\u001B[2K");
  return (event) => {
    if (event.type === "plan") {
      state.total = event.tasks.length * event.runs;
      state.startedAt = io.now().getTime();
      state.estimateMs = event.estimateMs;
    }
    if (event.type === "start") running.set(event.id, event.purpose);
    if (event.type === "done" || event.type === "failed" || event.type === "skipped") {
      running.delete(event.timing.id);
      if (event.timing.mode === "cold") state.done += 1;
    }
    if (event.type === "failed" && !quiet) {
      clear();
      io.stderr.write(`failed ${event.timing.id} (${event.timing.reason ?? "unknown"}), log: ${event.log}\n`);
      io.stderr.write(`${indent(event.timing.tail ?? "")}\n`);
    }
    if (event.type === "finished") clear();
    else draw();
  };
}

function left(
  io: Io,
  {
    done,
    total,
    startedAt,
    estimateMs,
  }: { done: number; total: number; startedAt: number; estimateMs: number | undefined },
): string {
  const spent = io.now().getTime() - startedAt;
  const all = estimateMs ?? (done === 0 ? undefined : (spent / done) * total);
  if (all === undefined || all <= spent) return "";
  const seconds = Math.round((all - spent) / 1000);
  return `  ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left`;
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `  │ ${line}`)
    .join("\n");
}
