import { Worker } from "node:worker_threads";
import type { Found, Share } from "./share.ts";

/** A thread that reads files. */
export interface Helper {
  /**
   * Reads with others until no task is left, and says in its slot of the share's state that it takes part.
   *
   * @returns nothing when the thread failed
   */
  read(share: Share, slot: number): Promise<Found>;
  stop(): Promise<unknown>;
}

/** Its heap for short-lived objects, MB: large enough that what one file makes is mostly not copied. */
const YOUNG_MB = 64;

/**
 * Starts a thread, which takes some 50 ms: early, where it will be needed.
 *
 * @param file calls `serveReading`
 */
export function startHelper(file: string): Helper {
  const thread = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  const found = new Promise<Found>((resolve) => {
    thread.once("message", (text: string) => resolve(JSON.parse(text) as Found));
    thread.once("error", () => resolve([]));
    thread.once("exit", () => resolve([]));
  });
  return {
    read(share, slot) {
      thread.postMessage({ share, slot });
      return found;
    },
    stop: () => thread.terminate(),
  };
}
