import { parentPort, workerData } from "node:worker_threads";
import { type Found, readChunk, type Share } from "./read/share.ts";

/** What a file does that `readModules` is given as `worker`. */
export function serveReading(): void {
  const share = workerData as Share;
  const all: Found[number][] = [];
  for (let found = readChunk(share); found.length > 0; found = readChunk(share)) all.push(...found);
  // As text: it passes between threads at half of what objects cost.
  parentPort?.postMessage(JSON.stringify(all));
}
