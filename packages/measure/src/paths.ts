import { createHash } from "node:crypto";
import { join } from "node:path";

/** Absolute path of the folder that holds everything of ours in a workspace. */
export function stateFolder(root: string): string {
  return join(root, ".sixty");
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
