import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { FileRead, Task } from "./read-file.ts";
import { type Found, readChunk, type Share } from "./share.ts";

/** A thread costs some 50 ms to start: what it takes over must be worth that. */
const FILES_PER_THREAD = 300;
const MOST_THREADS = 4;
/** Its heap for short-lived objects, MB: large enough that syntax trees as text pass through without being copied. */
const YOUNG_MB = 64;

/**
 * Reads files, on several threads where there are many.
 *
 * @param worker file that calls `serveReading`; without it all is read on this thread
 * @returns in the order given, null for a file that went away; undefined when it was stopped
 */
export async function readFiles(
  root: string,
  tasks: readonly Task[],
  worker: string | undefined,
  signal: AbortSignal | undefined,
): Promise<(FileRead | null)[] | undefined> {
  const share: Share = { root, tasks, next: new Int32Array(new SharedArrayBuffer(4)) };
  const reads = new Array<FileRead | null | undefined>(tasks.length).fill(undefined);
  const add = (found: Found) => {
    for (const [index, read] of found) reads[index] = read;
  };
  const threads = Math.min(availableParallelism(), MOST_THREADS, Math.floor(tasks.length / FILES_PER_THREAD));
  const helpers = worker === undefined ? [] : Array.from({ length: threads - 1 }, () => help(worker, share));
  for (let found = readChunk(share); found.length > 0 && !signal?.aborted; found = readChunk(share)) {
    add(found);
    // The parser's results are freed, and a signal is heard, between turns only.
    await new Promise(setImmediate);
  }
  if (signal?.aborted) {
    await Promise.all(helpers.map(({ stop }) => stop()));
    return undefined;
  }
  for (const { found } of helpers) add(await found);
  // A thread that failed leaves what it took to this one, where a failure is seen.
  const left = tasks.flatMap((task, index) => (reads[index] === undefined ? [{ task, index }] : []));
  if (left.length === 0) return reads as (FileRead | null)[];
  const again = await readFiles(
    root,
    left.map(({ task }) => task),
    undefined,
    signal,
  );
  left.forEach(({ index }, at) => {
    reads[index] = again?.[at];
  });
  return again && (reads as (FileRead | null)[]);
}

function help(file: string, share: Share): { found: Promise<Found>; stop(): Promise<unknown> } {
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
  const thread = new Worker(file, { workerData: share, resourceLimits });
  const found = new Promise<Found>((resolve) => {
    thread.once("message", (text: string) => resolve(JSON.parse(text) as Found));
    thread.once("error", () => resolve([]));
    thread.once("exit", () => resolve([]));
  });
  return { found, stop: () => thread.terminate() };
}
