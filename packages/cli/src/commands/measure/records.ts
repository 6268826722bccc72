import { fail, type Result } from "@sixty/model";
import type { Place } from "../../context/place.ts";
import type { Call } from "../../spec.ts";
import type { Session } from "./run.ts";

export async function readRecords(
  _call: Call,
  _place: Place,
  _from: readonly string[],
): Promise<Result<Session>> {
  return fail({ code: "BAD_USAGE", what: "not yet" });
}
