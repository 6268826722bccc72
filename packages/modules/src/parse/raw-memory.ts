import { once } from "node:events";
import { readFileSync } from "node:fs";
import { totalmem } from "node:os";
import { MessageChannel } from "node:worker_threads";
import { getBufferOffset } from "oxc-parser/src-js/bindings.js";
import { BLOCK_SIZE, BUFFER_SIZE } from "oxc-parser/src-js/generated/constants.js";

const GIB = 2 ** 30;

/** Below, Linux might refuse to start processes while two threads hold what they have reserved. */
const LEAST_MEMORY = 12 * GIB;

/** Address space for one tree at a time, seen in three ways. Only pages that are written to take up memory. */
export interface Block {
  /** As the parser wants it: some bytes short of 2 GiB, at a multiple of 4 GiB. */
  readonly uint8: Buffer<ArrayBufferLike>;
  readonly int32: Int32Array;
  readonly float64: Float64Array;
}

/** Chances to find a place in 4 GiB. More would hold, for a moment, more address space than small machines have memory. */
const TRIES = 2;

/** What was reserved beside the place that was found, on its way back. */
let returning: Promise<unknown> = Promise.resolve();

/**
 * Reserves what the parser writes a tree into.
 *
 * The parser's own loader finds the place in 6 GiB, more than Node 20 gives at once. Of 4 GiB at a chance address
 * every second will do; where they do not, the next are most likely right below, so that what lies between is taken.
 *
 * @param shared of a kind that only the end of the thread gives back
 * @returns undefined where there is no such place
 */
export function reserveBlock(shared = mayKeep()): Block | undefined {
  if (totalmem() < LEAST_MEMORY) return undefined;
  const taken: ArrayBuffer[] = [];
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const buffer = shared ? new SharedArrayBuffer(4 * GIB) : new ArrayBuffer(4 * GIB);
      const offset = getBufferOffset(new Uint8Array(buffer, 0, 1));
      if (offset + BLOCK_SIZE <= buffer.byteLength) {
        returning = release(taken);
        return {
          uint8: Buffer.from(buffer, offset, BLOCK_SIZE),
          int32: new Int32Array(buffer, offset, BUFFER_SIZE / 4),
          float64: new Float64Array(buffer, offset, BUFFER_SIZE / 8),
        };
      }
      if (buffer instanceof ArrayBuffer) taken.push(buffer);
      taken.push(new ArrayBuffer(4.5 * GIB - offset));
    }
  } catch {
    // More than this machine gives.
  }
  returning = release(taken);
  return undefined;
}

/**
 * Shared memory is not counted by the collector, which would otherwise run several times for it at once; it cannot be
 * given back before the process ends. That harms nobody on Linux, but where it promises no more than it has.
 */
function mayKeep(): boolean {
  try {
    return readFileSync("/proc/sys/vm/overcommit_memory", "latin1").trim() !== "2";
  } catch {
    return false;
  }
}

/** When nothing is reserved any more but what `reserveBlock` returned. */
export async function onlyBlocks(): Promise<void> {
  await returning;
}

/**
 * Gives memory back at once, without waiting for the collector: a process that holds more address space in one piece
 * than the machine has memory cannot start others on Linux.
 */
export async function release(buffers: readonly ArrayBuffer[]): Promise<void> {
  if (buffers.length === 0) return;
  // What is under way to a port that closes is freed with it.
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(null, [...buffers]);
  port2.close();
  await once(port2, "close");
}
