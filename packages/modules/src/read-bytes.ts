import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @returns undefined for a file that went away or may not be read */
export function readBytes(root: string, path: string): Buffer | undefined {
  try {
    return readFileSync(join(root, path));
  } catch {
    return undefined;
  }
}

export function contentHash(bytes: Buffer): string {
  return hash("sha1", bytes);
}
