import { readdirSync, readFileSync } from "node:fs";

/** Processes that run a kept program of this workspace, by their command lines. */
export function processesOf(root: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, "utf8").includes(`${root}/.sixty/cache/warm`);
      } catch {
        return false;
      }
    })
    .map(Number);
}
