import { getBufferOffset } from "oxc-parser/src-js/bindings.js";
import { BLOCK_SIZE, BUFFER_SIZE } from "oxc-parser/src-js/generated/constants.js";

const GIB = 2 ** 30;

/** Address space for one tree at a time, seen in three ways. Only pages that are written to take up memory. */
export interface Block {
  /** As the parser wants it: some bytes short of 2 GiB, at a multiple of 4 GiB. */
  readonly uint8: Buffer;
  readonly int32: Int32Array;
  readonly float64: Float64Array;
}

/**
 * Reserves what the parser writes a tree into.
 *
 * The parser's own loader finds the place in 6 GiB, more than Node 20 gives at once. Of 4 GiB at a chance place
 * every second one will do; where the first will not, the next one mostly does after another 2 GiB were taken.
 *
 * @returns undefined where there is no such place
 */
export function reserveBlock(): Block | undefined {
  const taken: ArrayBuffer[] = [];
  try {
    for (const size of [4 * GIB, 2 * GIB, 4 * GIB]) {
      const buffer = new ArrayBuffer(size);
      taken.push(buffer);
      const offset = getBufferOffset(new Uint8Array(buffer, 0, 1));
      if (offset + BLOCK_SIZE > size) continue;
      return {
        uint8: Buffer.from(buffer, offset, BLOCK_SIZE),
        int32: new Int32Array(buffer, offset, BUFFER_SIZE / 4),
        float64: new Float64Array(buffer, offset, BUFFER_SIZE / 8),
      };
    }
  } catch {
    // More than this machine gives.
  }
  return undefined;
}
