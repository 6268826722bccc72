import { posix } from "node:path";
import type { Files } from "../cache/files.ts";

/** Folders that hold no projects, by name. */
const SKIPPED = /^(?:node_modules|dist|build|coverage|tmp|temp|out|\..*)\/$/;

/**
 * Reads what a later graph could differ by: the configuration in every project's folder (plugins infer targets
 * from it), the configuration at the root, and, outside of projects, every folder where a new one could appear.
 */
export function stampProjects(files: Files, roots: readonly string[]): void {
  const known = new Set(roots);
  for (const root of [".", ...roots]) {
    for (const name of files.list(root, "config")) files.text(posix.join(root, name));
  }
  const queue = ["."];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (folder !== "." && known.has(folder)) continue;
    for (const name of files.list(folder, "folders")) {
      if (!SKIPPED.test(name)) queue.push(posix.join(folder, name).replace(/\/$/, ""));
    }
    for (const name of files.list(folder, "config")) files.text(posix.join(folder, name));
  }
}
