import { Worker } from "node:worker_threads";
import type { EarlyRead } from "./early.ts";
import type { Found, Share } from "./share.ts";

/** A thread that reads files. */
export interface Helper {
  /**
   * Lists the code of a workspace and reads it, until it is ended.
   *
   * @returns ends it: what was read; nothing when the thread failed
   */
  readEarly(root: string): () => Promise<readonly EarlyRead[]>;
  /**
   * Reads with others until no task is left, and says in its slot of the share's state that it takes part.
   *
   * @returns nothing when the thread failed
   */
  read(share: Share, slot: number): Promise<Found>;
  stop(): Promise<unknown>;
}

/** What a helper is asked for. */
export type Order =
  | { readonly early: string; readonly ended: Int32Array<SharedArrayBuffer> }
  | { readonly share: Share; readonly slot: number };

/** Its heap for short-lived objects, MB: large enough that what one file makes is mostly not copied. */
const YOUNG_MB = 64;

/**
 * Starts a thread, which takes some 50 ms: early, where it will be needed.
 *
 * @param file calls `serveReading`
 */
export function startHelper(file: string): Helper {
  const thread = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  let failed = false;
  const fail = () => {
    failed = true;
    thread.emit("message", "[]");
  };
  thread.once("error", fail);
  thread.once("exit", fail);
  const answer = <T>(order: Order) =>
    new Promise<readonly T[]>((resolve) => {
      if (failed) resolve([]);
      else thread.once("message", (text: string) => resolve(JSON.parse(text) as T[]));
      thread.postMessage(order);
    });
  // The process does not wait for a thread unless somebody here does.
  const waited = async <T>(found: Promise<T>) => {
    thread.ref();
    await found;
    thread.unref();
    return found;
  };
  thread.unref();
  return {
    readEarly(root) {
      const ended = new Int32Array(new SharedArrayBuffer(4));
      const found = answer<EarlyRead>({ early: root, ended });
      return () => {
        Atomics.store(ended, 0, 1);
        return waited(found);
      };
    },
    read: (share, slot) => waited(answer<Found[number]>({ share, slot })),
    stop: () => thread.terminate(),
  };
}
