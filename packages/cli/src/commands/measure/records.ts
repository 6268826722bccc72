import { resolve } from "node:path";
import { appendTimings, timingsFile } from "@sixty/history";
import { type Records, readNxRuns, readTimingFiles, readTurboRuns } from "@sixty/measure";
import { fail, ok, type Result } from "@sixty/model";
import type { Place } from "../../context/place.ts";
import { machineHere } from "../../context/timings.ts";
import type { Call } from "../../spec.ts";
import { runId } from "./run-id.ts";
import type { Session } from "./session.ts";

/** Takes timings from what Nx or Turborepo recorded, or from files, into the store. Nothing is run. */
export async function readRecords(
  call: Call,
  place: Place,
  from: readonly string[],
): Promise<Result<Session>> {
  const records = await recordsOf(call, place, from);
  if (!records.ok) return records;
  const { timings, warnings } = records.value;
  if (timings.length === 0)
    return fail({
      code: "NO_RECORDS",
      what: `No usable timing in ${from.join(", ")}`,
      fix: "Records count when they are of this workspace's tasks, succeeded, and came from no cache.",
    });
  const file = timingsFile(place.root, runId(call.io.now()));
  const saved = await appendTimings(file, timings);
  if (!saved.ok) return saved;
  return ok({ timings, known: [], interrupted: false, warnings });
}

async function recordsOf(call: Call, place: Place, from: readonly string[]): Promise<Result<Records>> {
  const options = { workspace: place.workspace, machine: machineHere(place) };
  const [source, ...more] = from;
  if (source === "nx" && more.length === 0) return readNxRuns({ ...options, env: call.io.env });
  if (source === "turbo" && more.length === 0) return readTurboRuns(options);
  return readTimingFiles(from.map((file) => resolve(call.globals.cwd, file)));
}
