import { stripVTControlCharacters } from "node:util";
import type { ApplyEvent } from "@sixty/apply";
import { renderPhase } from "@sixty/report";
import { lookOf } from "../../../look.ts";
import type { ApplySession } from "./session.ts";

const clearLine = "\r\u001B[2K";
const lineUp = "\u001B[1A";

/**
 * A line on stderr as each phase begins; on a terminal the progress of its tasks is drawn below, and in the end it gives
 * way to one with the time that it took.
 */
export function showPhases(session: ApplySession): (event: ApplyEvent) => void {
  const { io, globals } = session.call;
  const look = lookOf(io, "stderr");
  const terminal = io.isTTY.stderr;
  let above = false;
  return (event) => {
    if (event.type === "warning") session.warn(event.problem);
    if (event.type !== "phase") return;
    if (event.state === "start") session.phase = event.phase;
    const line = renderPhase(event, look);
    if (globals.quiet || line === undefined) return;
    if (!terminal) {
      if (event.state === "start") io.stderr.write(`${line}\n`);
    } else if (event.state === "start") {
      // A line that the terminal would break in two cannot be found again: it is drawn over instead.
      above = stripVTControlCharacters(line).length < io.columns;
      io.stderr.write(`${clearLine}${line}${above ? "\n" : ""}`);
    } else io.stderr.write(`${clearLine}${above ? lineUp + clearLine : ""}${line}\n`);
  };
}
