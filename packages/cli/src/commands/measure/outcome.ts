import { ok, type Result } from "@sixty/model";
import type { Place } from "../../context/place.ts";
import { machineHere } from "../../context/timings.ts";
import { Exit } from "../../exit.ts";
import type { Call, Outcome } from "../../spec.ts";
import type { Session } from "./run.ts";

/** What there is to say of the timings, and whether all went well. */
export function outcomeOf(
  _call: Call,
  place: Place,
  { timings, interrupted, warnings }: Session,
): Result<Outcome> {
  const failed = timings.filter(({ state }) => state === "failed").length;
  return ok({
    exit: failed > 0 || interrupted ? Exit.failed : Exit.holds,
    text: timings.map(({ id, state, wallMs }) => `${id} ${state} ${wallMs}`).join("\n"),
    document: { schema: "sixty.measure/1", machine: machineHere(place), tasks: timings, failed },
    warnings: [...place.warnings, ...warnings],
  });
}
