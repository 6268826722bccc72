import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Absolute path of the folder that holds everything of ours in a workspace. */
export function stateFolder(root: string): string {
  return join(root, ".sixty");
}

/** Creates that folder, kept out of git by itself. */
export function ensureState(root: string): void {
  const folder = stateFolder(root);
  mkdirSync(folder, { recursive: true });
  const ignore = join(folder, ".gitignore");
  if (!existsSync(ignore)) writeFileSync(ignore, "*\n");
}

/** A name that is safe in a path on every system, readable, and never the same for two inputs. */
export function safeName(text: string): string {
  const readable = text
    .replace(/[^A-Za-z0-9._@-]+/g, "_")
    .replace(/^\.+/, "_")
    .slice(0, 80);
  return readable === text
    ? text
    : `${readable}-${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;
}
