import { parentPort } from "node:worker_threads";
import { parseSource } from "./parse/parser.ts";
import { type Found, readChunk, type Share } from "./read/share.ts";

/**
 * What a file does that `readModules` is given as `worker`.
 *
 * @param done called when all is read, before it is handed over: the thread is stopped after that
 */
export function serveReading(done?: () => void): void {
  parentPort?.once("message", ({ share, slot }: { share: Share; slot: number }) => {
    Atomics.store(share.state, slot, 1);
    const all: Found[number][] = [];
    for (let found = readChunk(share); found.length > 0; found = readChunk(share)) all.push(...found);
    done?.();
    // As text: it passes between threads at half of what objects cost.
    parentPort?.postMessage(JSON.stringify(all));
  });
  // Loads the parser while there is nothing to read yet.
  parseSource("a.ts", "", { lang: "ts" });
}
