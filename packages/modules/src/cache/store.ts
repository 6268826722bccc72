import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { readHeads, readRest, writeSnapshot } from "./codec.ts";
import type { Kept, Snapshot } from "./snapshot.ts";
import { Reader, type Words, Writer } from "./words.ts";

const NAME = "modules.bin";
/** Of the layout and of what is read from a file: a cache of another version counts as none. */
const VERSION = 7;
/** Version, bytes of the strings and names, of the whole numbers, of the others, checksum. */
const HEAD = 40;

/** Is there one, of whatever worth? */
export function hasSnapshot(cacheDir: string): boolean {
  return existsSync(join(cacheDir, NAME));
}

/** @returns undefined when there is none, or a torn, foreign or older one */
export function loadSnapshot(cacheDir: string): Kept | undefined {
  try {
    const bytes = readFileSync(join(cacheDir, NAME));
    const head = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + HEAD));
    const [version, text, whole, real, checksum] = head as unknown as [
      number,
      number,
      number,
      number,
      number,
    ];
    if (version !== VERSION || bytes.length !== HEAD + text + whole + real) return undefined;
    if (crc32(bytes.subarray(HEAD)) !== checksum) return undefined;
    const words = JSON.parse(bytes.toString("utf8", HEAD, HEAD + text)) as Pick<Words, "strings" | "names">;
    const part = (start: number, length: number) =>
      bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + start + length);
    const numbers = new Int32Array(part(HEAD + text, whole));
    const reals = new Float64Array(part(HEAD + text + whole, real));
    const reader = new Reader({ ...words, numbers, reals });
    const heads = readHeads(reader);
    let snapshot: Snapshot | undefined;
    return {
      stamp: stampOf(bytes.length, checksum, heads.listedAt),
      heads,
      snapshot: () => {
        snapshot ??= readRest(reader, heads);
        return snapshot;
      },
    };
  } catch {
    return undefined;
  }
}

/**
 * Replaces the cache in one step. A cache that cannot be written is done without.
 *
 * @returns the stamp that it will have; undefined when it was not written
 */
export function saveSnapshot(cacheDir: string, snapshot: Snapshot): string | undefined {
  const writer = new Writer();
  writeSnapshot(writer, snapshot);
  const { numbers, reals, ...words } = writer.finish();
  const text = Buffer.from(JSON.stringify(words));
  const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
    Buffer.from(buffer, byteOffset, byteLength);
  const body = Buffer.concat([text, bytesOf(numbers), bytesOf(reals)]);
  const checksum = crc32(body);
  const head = new Float64Array([VERSION, text.length, numbers.byteLength, reals.byteLength, checksum]);
  const temporary = join(cacheDir, `${NAME}.${process.pid}.tmp`);
  try {
    mkdirSync(cacheDir, { recursive: true });
    writeFileSync(temporary, Buffer.concat([Buffer.from(head.buffer), body]));
    renameSync(temporary, join(cacheDir, NAME));
    return stampOf(HEAD + body.length, checksum, snapshot.listedAt);
  } catch {
    remove(temporary);
    return undefined;
  }
}

function stampOf(...parts: readonly number[]): string {
  return parts.join("-");
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is not one: nothing was written.
  }
}
