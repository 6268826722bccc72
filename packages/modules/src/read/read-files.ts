import { availableParallelism } from "node:os";
import { endRaw } from "../parse/raw-parser.ts";
import { type Helper, startHelper } from "./helper.ts";
import type { FileRead, Task } from "./read-file.ts";
import { type Found, readChunk, type Share } from "./share.ts";

/** A thread costs some 50 ms to start, and its code is new: what it takes over must be worth that. */
const FILES_PER_THREAD = 300;
/** Of files whose declarations are not read. */
const OUTLINES_PER_THREAD = 2000;
const MOST_THREADS = 4;

/**
 * Reads files, on several threads where there are many.
 *
 * @param worker file that calls `serveReading`; without it all is read on this thread
 * @param early a thread that was started before; it is stopped afterwards
 * @returns in the order given, null for a file that went away; undefined when it was stopped
 */
export async function readFiles(
  root: string,
  tasks: readonly Task[],
  worker: string | undefined,
  signal: AbortSignal | undefined,
  early?: Helper,
): Promise<(FileRead | null)[] | undefined> {
  const helpers = worker === undefined ? [] : helpersFor(tasks, worker, early);
  const state = new Int32Array(new SharedArrayBuffer(4 * (1 + helpers.length)));
  const share: Share = { root, tasks, state };
  const reads = new Array<FileRead | null | undefined>(tasks.length).fill(undefined);
  const add = (found: Found) => {
    for (const [index, read] of found) reads[index] = read;
  };
  const helped = helpers.map((helper, at) => helper.read(share, at + 1));
  for (let found = readChunk(share); found.length > 0 && !signal?.aborted; found = readChunk(share)) {
    add(found);
    // A signal is heard between turns only.
    await new Promise(setImmediate);
  }
  // A thread that only starts now finds nothing left.
  if (!signal?.aborted)
    for (const [at, found] of helped.entries()) if (Atomics.load(state, at + 1) === 1) add(await found);
  await Promise.all([...helpers.map(({ stop }) => stop()), endRaw()]);
  if (signal?.aborted) return undefined;
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

function helpersFor(tasks: readonly Task[], worker: string, early: Helper | undefined): Helper[] {
  const outlines = tasks.filter(({ detail }) => !detail).length;
  const worth = (tasks.length - outlines) / FILES_PER_THREAD + outlines / OUTLINES_PER_THREAD;
  const threads = Math.min(availableParallelism(), MOST_THREADS, Math.floor(worth));
  const helpers = early ? [early] : [];
  while (helpers.length < threads - 1) helpers.push(startHelper(worker));
  return helpers;
}
