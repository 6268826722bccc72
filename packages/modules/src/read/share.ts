import { type FileRead, readFile, type Task } from "./read-file.ts";

/** Tasks that several threads read together. */
export interface Share {
  readonly root: string;
  readonly tasks: readonly Task[];
  /** Shared by the threads: index of the first task that nobody took, then for each helper whether it takes part. */
  readonly state: Int32Array<SharedArrayBuffer>;
}

/** What was read, by index of its task. */
export type Found = readonly (readonly [index: number, read: FileRead | null])[];

/** Tasks taken at once: many enough that taking costs nothing, few enough that no thread waits long for another. */
const CHUNK = 16;

/** Takes the next few tasks and reads them. @returns nothing when all are taken */
export function readChunk({ root, tasks, state }: Share): Found {
  const start = Atomics.add(state, 0, CHUNK);
  return tasks.slice(start, start + CHUNK).map((task, at) => [start + at, readFile(root, task)]);
}
