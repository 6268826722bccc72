import { execFileSync } from "node:child_process";
import { isListed, look } from "../list/list-files.ts";
import { isCode } from "../parse/scripts.ts";
import type { EarlyRead } from "./early.ts";
import { readFile } from "./read-file.ts";

/**
 * Reads the code that git lists, without declarations, until it is ended. What a later listing leaves out is read in
 * vain.
 */
export function readCode(root: string, ended: () => boolean): EarlyRead[] {
  const all: EarlyRead[] = [];
  for (const path of listed(root)) {
    if (ended()) break;
    const at = Date.now();
    const file = look(root, path);
    if (!file || file === "link") continue;
    const read = readFile(root, { path, detail: false });
    if (read) all.push({ file, at, read });
  }
  return all;
}

function listed(root: string): readonly string[] {
  try {
    const names = execFileSync("git", ["ls-files", "-z", "--deduplicate"], {
      cwd: root,
      maxBuffer: 2 ** 30,
      stdio: ["ignore", "pipe", "ignore"],
      encoding: "utf8",
    });
    return names.split("\0").filter((path) => isCode(path) && isListed(path));
  } catch {
    return [];
  }
}
