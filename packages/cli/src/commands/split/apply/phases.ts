import type { ApplyEvent } from "@sixty/apply";
import { renderPhase } from "@sixty/report";
import { lookOf } from "../../../look.ts";
import type { ApplySession } from "./session.ts";

const clearLine = "\r\u001B[2K";

/** A line on stderr as each phase begins; on a terminal it gives way to one with the time that it took. */
export function showPhases(session: ApplySession): (event: ApplyEvent) => void {
  const { io, globals } = session.call;
  const look = lookOf(io, "stderr");
  const terminal = io.isTTY.stderr;
  return (event) => {
    if (event.type === "warning") session.warn(event.problem);
    if (event.type !== "phase") return;
    if (event.state === "start") session.phase = event.phase;
    const line = renderPhase(event, look);
    if (globals.quiet || line === undefined) return;
    if (terminal) io.stderr.write(`${clearLine}${line}${event.state === "done" ? "\n" : ""}`);
    else if (event.state === "start") io.stderr.write(`${line}\n`);
  };
}
