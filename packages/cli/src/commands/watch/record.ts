import { appendTimings, readHead, timingsFile } from "@sixty/history";
import { machineOf } from "@sixty/measure";
import type { Timing } from "@sixty/model";
import type { WatchTiming } from "@sixty/watch";
import type { Place } from "../../context/place.ts";
import type { Call } from "../../spec.ts";
import { runId } from "../measure/run-id.ts";

/** Adds runs to the store of timings, as warm: what they took is no cold duration. */
export function recorder({ io }: Call, { root, config }: Place) {
  const run = runId(io.now());
  const file = timingsFile(root, run);
  const machine = machineOf({ override: config.machine });
  let last: Promise<unknown> = Promise.resolve();
  return {
    add(timings: readonly WatchTiming[]): void {
      last = last.then(async () => {
        const head = await readHead(root, io.env);
        const lines = timings.map(
          ({ testFiles, ...one }): Timing => ({
            schema: "sixty.timing/1",
            run,
            ...one,
            state: "ok",
            mode: "warm",
            ...(head ? { commit: head.commit } : {}),
            dirty: true,
            machine,
            source: "watch",
            ...(testFiles ? { testFiles: [...testFiles] } : {}),
          }),
        );
        // A store that cannot be written to loses a timing, never a loop.
        await appendTimings(file, lines);
      });
    },
    done: () => last,
  };
}
