import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Creates a folder in `.sixty` (or `.sixty` itself) and the `.gitignore` that keeps all of it out of git. */
export function ensureStateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (let at = folder; dirname(at) !== at; at = dirname(at)) {
    if (basename(at) !== ".sixty") continue;
    const ignore = join(at, ".gitignore");
    if (!existsSync(ignore)) writeFileSync(ignore, "*\n");
    return;
  }
}
