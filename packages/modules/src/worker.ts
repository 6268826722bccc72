import { parentPort } from "node:worker_threads";
import { parseSource } from "./parse/parser.ts";
import type { Order } from "./read/helper.ts";
import { readCode } from "./read/read-code.ts";
import { type Found, readChunk } from "./read/share.ts";

/**
 * What a file does that `readModules` is given as `worker`.
 *
 * @param done called when all is read, before it is handed over: the thread is stopped after that
 */
export function serveReading(done?: () => void): void {
  // As text: it passes between threads at half of what objects cost.
  const give = (all: unknown) => parentPort?.postMessage(JSON.stringify(all));
  parentPort?.on("message", (order: Order) => {
    if ("early" in order) {
      give(readCode(order.early, () => Atomics.load(order.ended, 0) === 1));
      return;
    }
    const { share, slot } = order;
    Atomics.store(share.state, slot, 1);
    const all: Found[number][] = [];
    for (let found = readChunk(share); found.length > 0; found = readChunk(share)) all.push(...found);
    done?.();
    give(all);
  });
  // Loads the parser while there is nothing to read yet.
  parseSource("a.ts", "", { lang: "ts" });
}
