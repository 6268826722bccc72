import { loadPlace } from "../../context/place.ts";
import type { Action } from "../../spec.ts";
import type { MeasureOptions } from "./command.ts";
import { outcomeOf } from "./outcome.ts";
import { readRecords } from "./records.ts";
import { runTasks } from "./run.ts";

/** Timings of the packages asked for: measured here, or read from what others recorded; kept in `.sixty/timings`. */
export const action: Action = async (call) => {
  const options = call.options<MeasureOptions>();
  const targets = options.target === undefined ? {} : { targets: options.target };
  const place = await loadPlace(call, targets);
  if (!place.ok) return place;
  const session = options.from
    ? await readRecords(call, place.value, options.from)
    : await runTasks(call, place.value, options);
  return session.ok ? outcomeOf(place.value, session.value) : session;
};
