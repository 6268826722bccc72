import { stripVTControlCharacters } from "node:util";
import { renderPhase } from "@sixty/report";
import { lookOf } from "../../look.ts";
import type { Call } from "../../spec.ts";

const clearLine = "\r\u001B[2K";

/**
 * Says on stderr that a plan is being made, as nothing else can while it is. Where the plan is applied the line stays,
 * the first of those of its phases; else only a terminal gets one, and loses it when the plan is there.
 *
 * @returns to be called when the plan is there
 */
export function showPlanning({ io, globals }: Call, isApplied: boolean): () => void {
  const look = lookOf(io, "stderr");
  const terminal = io.isTTY.stderr;
  const line = renderPhase({ phase: "planning", state: "start" }, look)!;
  if (globals.quiet || (!terminal && !isApplied)) return () => undefined;
  const fits = stripVTControlCharacters(line).length < io.columns;
  if (terminal && !fits) return () => undefined;
  const started = io.now().getTime();
  io.stderr.write(terminal ? line : `${line}\n`);
  return () => {
    if (!terminal) return;
    const ms = io.now().getTime() - started;
    const done = isApplied ? `${renderPhase({ phase: "planning", state: "done", ms }, look)}\n` : "";
    io.stderr.write(`${clearLine}${done}`);
  };
}
