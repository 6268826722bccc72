const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC_LITTLE = 0x377f0682;
const MAGIC_BIG = 0x377f0683;

/**
 * A SQLite database with its write-ahead log merged in, as one file in the older journal mode: what a reader
 * without shared memory needs. Frames count up to the last commit; what a crash left behind it does not.
 * Follows the published file format of SQLite (sections "The Database File Format" and "WAL-mode File Format").
 */
export function mergeWal(database: Uint8Array, wal: Uint8Array | undefined): Uint8Array {
  const pages = wal && wal.length >= HEADER ? committedPages(wal) : undefined;
  const merged = pages ? apply(database, pages) : Uint8Array.from(database);
  if (merged.length >= 20) {
    // Read and write version: 2 asks for a log that is not there any more.
    merged[18] = 1;
    merged[19] = 1;
  }
  return merged;
}

interface Pages {
  readonly size: number;
  /** 1-based page number to content. */
  readonly content: ReadonlyMap<number, Uint8Array>;
  /** Pages of the database after the last commit. */
  readonly count: number;
}

function apply(database: Uint8Array, { size, content, count }: Pages): Uint8Array {
  const merged = new Uint8Array(count * size);
  merged.set(database.subarray(0, merged.length));
  for (const [number, page] of content) if (number <= count) merged.set(page, (number - 1) * size);
  return merged;
}

function committedPages(wal: Uint8Array): Pages | undefined {
  const view = new DataView(wal.buffer, wal.byteOffset, wal.byteLength);
  const magic = view.getUint32(0);
  if (magic !== MAGIC_LITTLE && magic !== MAGIC_BIG) return undefined;
  const size = view.getUint32(8);
  const little = magic === MAGIC_LITTLE;
  let sums = checksum(view, 0, 24, little, [0, 0]);
  if (sums[0] !== view.getUint32(24) || sums[1] !== view.getUint32(28)) return undefined;
  const salts = [view.getUint32(16), view.getUint32(20)];
  const content = new Map<number, Uint8Array>();
  let open: [number, Uint8Array][] = [];
  let count = 0;
  for (let at = HEADER; at + FRAME_HEADER + size <= wal.length; at += FRAME_HEADER + size) {
    if (view.getUint32(at + 8) !== salts[0] || view.getUint32(at + 12) !== salts[1]) break;
    sums = checksum(view, at, 8, little, sums);
    sums = checksum(view, at + FRAME_HEADER, size, little, sums);
    if (sums[0] !== view.getUint32(at + 16) || sums[1] !== view.getUint32(at + 20)) break;
    open.push([view.getUint32(at), wal.subarray(at + FRAME_HEADER, at + FRAME_HEADER + size)]);
    const after = view.getUint32(at + 4);
    if (after === 0) continue;
    for (const [number, page] of open) content.set(number, page);
    open = [];
    count = after;
  }
  return count === 0 ? undefined : { size, content, count };
}

function checksum(
  view: DataView,
  start: number,
  length: number,
  little: boolean,
  [first, second]: readonly [number, number],
): [number, number] {
  let a = first;
  let b = second;
  for (let at = start; at < start + length; at += 8) {
    a = (a + view.getUint32(at, little) + b) >>> 0;
    b = (b + view.getUint32(at + 4, little) + a) >>> 0;
  }
  return [a, b];
}
