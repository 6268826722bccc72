import { ok, type Result } from "@sixty/model";
import { measureDocument, renderMeasureSummary } from "@sixty/report";
import type { Place } from "../../context/place.ts";
import { machineHere } from "../../context/timings.ts";
import { Exit } from "../../exit.ts";
import type { Outcome } from "../../spec.ts";
import type { Session } from "./session.ts";

/** What there is to say of the timings. A failed task or a Ctrl-C is a failure, whatever else was measured. */
export function outcomeOf(place: Place, session: Session): Result<Outcome> {
  const { timings, known, interrupted, warnings } = session;
  const document = measureDocument(timings, machineHere(place));
  const nothing = timings.length === 0 && known.length > 0;
  return ok({
    exit: document.failed > 0 || interrupted ? Exit.failed : Exit.holds,
    text: (look) =>
      nothing
        ? `Nothing to measure: all ${known.length} tasks have a timing of their present content`
        : renderMeasureSummary(timings, look, {
            aborted: interrupted,
            ...(session.elapsedMs === undefined ? {} : { elapsedMs: session.elapsedMs }),
            ...(session.file === undefined ? {} : { file: session.file }),
          }),
    document: interrupted ? { ...document, interrupted } : document,
    warnings: [...place.warnings, ...warnings],
  });
}
