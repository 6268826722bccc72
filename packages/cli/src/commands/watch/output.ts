import type { WatchEvent } from "@sixty/model";
import { boundTokens, renderWatchLine } from "@sixty/report";
import { lookOf } from "../../look.ts";
import type { Call } from "../../spec.ts";

/** Where events are shown. */
export interface Output {
  show(event: WatchEvent): void;
  close(): void;
}

/** One JSON document a line. */
export function jsonLines({ io, globals }: Call): Output {
  const { maxTokens } = globals;
  return {
    show: (event) => {
      const bounded = maxTokens === undefined ? event : boundTokens(event, maxTokens);
      io.stdout.write(`${JSON.stringify(bounded)}\n`);
    },
    close: () => {},
  };
}

/** Text that only grows, for logs and pipes. */
export function plainLines({ io, globals }: Call): Output {
  const look = lookOf(io, "stdout");
  return {
    show: (event) => {
      if (globals.quiet && event.type !== "loop" && !(event.type === "task" && event.state === "failed"))
        return;
      const line = renderWatchLine(event, look);
      if (line !== undefined) io.stdout.write(`${line}\n`);
    },
    close: () => {},
  };
}
