import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fail, ok, type Result } from "@sixty/model";

/** What happened to one file. */
export interface FileStep {
  /** Workspace-relative, POSIX. */
  readonly path: string;
  readonly state: "written" | "added" | "left" | "waiting";
  /** Why it was left or waits. */
  readonly why?: string;
}

/** Writes the first of these names, unless one of them is there. */
export function writeNew(
  root: string,
  names: readonly [string, ...string[]],
  text: string,
): Result<FileStep> {
  const there = names.find((name) => existsSync(join(root, name)));
  if (there !== undefined) return ok({ path: there, state: "left", why: "it is there" });
  return save(root, names[0], text, "written");
}

export function save(root: string, path: string, text: string, state: "written" | "added"): Result<FileStep> {
  try {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return ok({ path, state });
  } catch (error) {
    return fail({
      code: "CANNOT_WRITE",
      what: `A file could not be written: ${error instanceof Error ? error.message : error}`,
      where: path,
      fix: "Check that the folder can be written to and that the disk is not full.",
    });
  }
}
