import type { Look } from "@sixty/report";
import type { Io } from "./io.ts";

/** What a stream can show: colours on a terminal only, unless the environment says otherwise. */
export function lookOf(io: Io, stream: "stdout" | "stderr"): Look {
  const { env } = io;
  const terminal = io.isTTY[stream] && env["TERM"] !== "dumb";
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  return {
    columns: terminal ? io.columns : 100,
    color: !env["NO_COLOR"] && (forced || (terminal && env["FORCE_COLOR"] !== "0")),
    unicode: env["TERM"] !== "linux" && env["TERM"] !== "dumb",
  };
}
