import type { ParserOptions } from "oxc-parser";
import { parseRawSync, rawTransferSupported } from "oxc-parser/src-js/bindings.js";
import { ACTIVE_SIZE, DATA_POINTER_POS_32 } from "oxc-parser/src-js/generated/constants.js";
import { deserialize } from "oxc-parser/src-js/generated/deserialize/ts.js";
import type { Parsed } from "./parser.ts";
import { type Block, onlyBlocks, release, reserveBlock } from "./raw-memory.ts";
import { narrow } from "./raw-narrow.ts";
import { readRecord } from "./raw-record.ts";

/** UTF-16 units up to which the memory for a tree surely suffices. */
const MOST = 16_000_000;
/** Within what the parser wrote last. */
const RECORD = 168;
const ERRORS = 272;

/** Undefined until first used; null where there is none. */
let block: Block | null | undefined;

/**
 * Reserves what parsing on this thread needs, unless it has been. Before other threads have reserved theirs there is
 * a place for it; afterwards there is none in up to every second process.
 */
export function beginRaw(): void {
  if (block === undefined) block = (rawTransferSupported() && reserveBlock()) || null;
}

/**
 * Parses into memory that is then read from here: no tree is made that nobody asks for.
 *
 * @returns undefined for a text with errors, and where this machine or the parser's build cannot do it.
 *   `program` and `comments` must be read before the next text is parsed.
 */
export function parseRaw(path: string, text: string, options: ParserOptions): Parsed | undefined {
  beginRaw();
  if (!block || text.length > MOST) return undefined;
  const memory = block;
  const { uint8, int32 } = memory;
  const source = ACTIVE_SIZE - text.length * 3;
  const length = uint8.write(text, source, "utf8");
  parseRawSync(path, uint8, source, length, { ...options, astType: "ts" });
  const data = int32[DATA_POINTER_POS_32]!;
  if (int32[(data + ERRORS + 8) >> 2] !== 0) return undefined;
  let tree: ReturnType<typeof deserialize> | undefined;
  const whole = () => {
    tree ??= deserialize(Object.assign(uint8, memory), text, source, length);
    return tree;
  };
  return {
    record: readRecord({ uint8, int32, text, source, ascii: length === text.length }, data + RECORD),
    errors: [],
    get comments() {
      return whole().comments;
    },
    program: () => whole().program,
    part: (offsets) => (narrow(int32, data, offsets) ? whole().program : undefined),
  };
}

/** Gives back the memory that parsing took, until the next text is parsed. Shared memory is kept for that. */
export async function endRaw(): Promise<void> {
  const buffer = block?.uint8.buffer;
  if (!(buffer instanceof ArrayBuffer)) return onlyBlocks();
  block = undefined;
  await Promise.all([onlyBlocks(), release([buffer])]);
}
