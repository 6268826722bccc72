import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ensureStateFolder } from "./state-folder.ts";

/** A value kept in a file under a key; nothing when the key differs or the file is unreadable. */
export function fromCache<T>(file: string | undefined, key: string): T | undefined {
  if (file === undefined) return undefined;
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as { key: string; value: T };
    return kept.key === key ? kept.value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value. A cache that cannot be written is only slower, so failure is silent. */
export function toCache(file: string | undefined, key: string, value: unknown): void {
  if (file === undefined) return;
  const draft = `${file}.${crypto.randomUUID()}.tmp`;
  try {
    ensureStateFolder(dirname(file));
    // Renamed into place, so that a reader never sees half of it.
    writeFileSync(draft, JSON.stringify({ key, value }));
    renameSync(draft, file);
  } catch {
    rmSync(draft, { force: true });
  }
}
