import { createHash } from "node:crypto";
import { lstat, readFile, readlink } from "node:fs/promises";

/** Larger files are told by size and time, so that no save waits for them. */
const LARGE = 32 * 1024 * 1024;

/** Content of a file as git names it; `folder` for a folder; undefined when there is nothing. */
export async function hashFile(path: string): Promise<string | "folder" | undefined> {
  try {
    const stats = await lstat(path);
    if (stats.isDirectory()) return "folder";
    if (stats.isSymbolicLink()) return blob(Buffer.from(await readlink(path)));
    if (!stats.isFile()) return undefined;
    return stats.size > LARGE ? `${stats.size}:${stats.mtimeMs}` : blob(await readFile(path));
  } catch {
    // Gone, or not ours to read: it is as if it were not there.
    return undefined;
  }
}

function blob(content: Buffer): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
