import { posix } from "node:path";
import type { Files } from "../cache/files.ts";

const SKIPPED = /^(?:node_modules|dist|build|coverage|\..*)\/$/;

/** Source files of a package, sorted by folder: without those of packages that lie inside it. */
export function sourcesOf(files: Files, root: string, roots: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const queue = [root];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    for (const name of files.list(folder, "source")) {
      const path = posix.join(folder, name);
      if (!name.endsWith("/")) found.push(path);
      else if (!SKIPPED.test(name) && !roots.has(path.slice(0, -1))) queue.push(path.slice(0, -1));
    }
  }
  return found.sort();
}
