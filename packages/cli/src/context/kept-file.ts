import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ensureStateFolder } from "@sixty/history";

/** What {@link writeKept} wrote; undefined when there is none. Who asks must compare what it was kept under. */
export function readKept<T extends object>(file: string): T | undefined {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Renamed into place, so that no reader sees half of it. A cache that cannot be written is only slower. */
export function writeKept(file: string, content: object): void {
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    ensureStateFolder(dirname(file));
    writeFileSync(draft, JSON.stringify(content));
    renameSync(draft, file);
  } catch {
    rmSync(draft, { force: true });
  }
}
