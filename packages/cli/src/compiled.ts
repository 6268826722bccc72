import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** A CommonJS file that was loaded. */
export interface Compiled {
  readonly exports: unknown;
  /** Keeps the machine's form of what has run so far, unless there is one. */
  readonly keep: () => void;
}

/** Bytes of the checksum behind the kept form: V8 itself checks the length of the source and its own version. */
const CHECKSUM = 4;

/**
 * Loads a CommonJS file as `require` does, but compiles only what was not compiled the last time: to compile a large
 * bundle takes longer than what most commands do with it. It must say `__import` for `import`, which finds what this
 * file here would find.
 *
 * @param file absolute
 * @param hash of its content: a kept form of other content is never used
 * @param folder for kept forms. Who may write there runs code here, so that it belongs beside the program, never into
 *   a workspace. One that cannot be written is done without.
 * @param use told apart in kept forms: what one command runs is not what another runs
 */
export function loadCompiled(file: string, hash: string, folder: string, use: string): Compiled {
  const kept = join(
    folder,
    `${basename(file)}-${use}-${hash}-${process.version}-${process.platform}-${process.arch}.bin`,
  );
  const cachedData = readKept(kept);
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname, __import) { ${readFileSync(file, "utf8")}\n})`,
    {
      filename: file,
      ...(cachedData && { cachedData }),
    },
  );
  const module = { exports: {} };
  const run = script.runInThisContext() as (...about: unknown[]) => void;
  run(module.exports, createRequire(file), module, file, dirname(file), (name: string) => import(name));
  const known = cachedData !== undefined && script.cachedDataRejected !== true;
  return { exports: module.exports, keep: () => known || writeKept(kept, script.createCachedData()) };
}

function readKept(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const data = bytes.subarray(0, -CHECKSUM);
    return bytes.readUInt32LE(data.length) === crc32(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Renamed into place, so that no reader sees half of it. */
function writeKept(path: string, data: Buffer): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const checksum = Buffer.alloc(CHECKSUM);
    checksum.writeUInt32LE(crc32(data));
    writeFileSync(draft, Buffer.concat([data, checksum]));
    renameSync(draft, path);
  } catch {
    remove(draft);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is not one: nothing was written.
  }
}
