import { type Early, readEarly } from "@sixty/modules";
import type { Call } from "../spec.ts";
import { cacheOf } from "./cache-of.ts";
import { findRootOf } from "./place.ts";
import { readWorker } from "./read-worker.ts";

/** Lets a thread read the code while the workspace itself is read, where both will be needed. */
export async function startReading(call: Call): Promise<Early | undefined> {
  const root = await findRootOf(call);
  return root.ok ? readEarly(root.value, cacheOf(root.value), readWorker()) : undefined;
}
