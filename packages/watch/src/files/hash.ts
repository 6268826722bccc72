import { createHash } from "node:crypto";
import { lstat, readFile, readlink } from "node:fs/promises";

/** Larger files are told by size and time, so that no save waits for them. */
const LARGE = 32 * 1024 * 1024;

export interface Hashed {
  /** Content as git names it. */
  readonly hash: string;
  /** When the file was last written or replaced, by the file system's clock; no tool can set it. */
  readonly changedMs: number;
}

/** Undefined when there is no file. */
export async function hashFile(path: string): Promise<Hashed | undefined> {
  try {
    const stats = await lstat(path);
    const { ctimeMs: changedMs } = stats;
    if (stats.isSymbolicLink()) return { hash: blob(Buffer.from(await readlink(path))), changedMs };
    if (!stats.isFile()) return undefined;
    const hash = stats.size > LARGE ? `${stats.size}:${stats.mtimeMs}` : blob(await readFile(path));
    return { hash, changedMs };
  } catch {
    // Gone, or not ours to read: it is as if it were not there.
    return undefined;
  }
}

function blob(content: Buffer): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
