import { fileURLToPath } from "node:url";

/** Beside the bundle: what a thread runs that helps to read modules. Run from source there is none, and all is read on one. */
export function readWorker(): string {
  return fileURLToPath(new URL("read-worker.js", import.meta.url));
}
