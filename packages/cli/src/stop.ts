import { killLiveTasks } from "@sixty/measure";
import { Exit } from "./exit.ts";
import type { Call } from "./spec.ts";

/** The first Ctrl-C stops what runs in order, the second one at once. */
export function stopOnSignal({ io }: Call, controller: AbortController): void {
  io.onSignal(() => {
    if (!controller.signal.aborted) return controller.abort();
    killLiveTasks();
    io.exit(Exit.failed);
  });
}
