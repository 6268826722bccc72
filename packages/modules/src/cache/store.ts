import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { readSnapshot, writeSnapshot } from "./codec.ts";
import type { Snapshot } from "./snapshot.ts";
import { Reader, type Words, Writer } from "./words.ts";

const NAME = "modules.bin";
/** Of the layout and of what is read from a file: a cache of another version counts as none. */
const VERSION = 1;
/** Version, bytes of the strings and names, bytes of the numbers, checksum. */
const HEAD = 32;

/** @returns undefined when there is none, or a torn, foreign or older one */
export function loadSnapshot(cacheDir: string): Snapshot | undefined {
  try {
    const bytes = readFileSync(join(cacheDir, NAME));
    const head = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + HEAD));
    const [version, stringBytes, numberBytes, checksum] = head as unknown as [number, number, number, number];
    if (version !== VERSION || bytes.length !== HEAD + stringBytes + numberBytes) return undefined;
    const body = bytes.subarray(HEAD);
    if (crc32(body) !== checksum) return undefined;
    const words = JSON.parse(body.toString("utf8", 0, stringBytes)) as Omit<Words, "numbers">;
    const start = bytes.byteOffset + HEAD + stringBytes;
    const numbers = new Float64Array(bytes.buffer.slice(start, start + numberBytes));
    return readSnapshot(new Reader({ ...words, numbers }));
  } catch {
    return undefined;
  }
}

/** Replaces the cache in one step. A cache that cannot be written is done without. */
export function saveSnapshot(cacheDir: string, snapshot: Snapshot): void {
  const writer = new Writer();
  writeSnapshot(writer, snapshot);
  const { numbers, ...words } = writer.finish();
  const text = Buffer.from(JSON.stringify(words));
  const body = Buffer.concat([text, Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)]);
  const head = new Float64Array([VERSION, text.length, numbers.byteLength, crc32(body)]);
  const temporary = join(cacheDir, `${NAME}.${process.pid}.tmp`);
  try {
    mkdirSync(cacheDir, { recursive: true });
    writeFileSync(temporary, Buffer.concat([Buffer.from(head.buffer), body]));
    renameSync(temporary, join(cacheDir, NAME));
  } catch {
    remove(temporary);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is not one: nothing was written.
  }
}
