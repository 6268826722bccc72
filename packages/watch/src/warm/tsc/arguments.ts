import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { readWrites } from "./config.ts";

/** Options that take no value, which a check for types is often given; any other is left alone. */
const FLAGS = new Set([
  "--noemit",
  "--pretty",
  "--skiplibcheck",
  "--strict",
  "--listfiles",
  "--nounusedlocals",
  "--nounusedparameters",
  "--diagnostics",
  "--extendeddiagnostics",
]);

/**
 * What to add to the words behind `tsc` so that a check which writes nothing keeps incremental state: nothing where
 * it writes, keeps state of its own, or may.
 *
 * @param cwd absolute
 * @param state absolute path of the file that keeps the state
 */
export function incrementalArguments(args: readonly string[], cwd: string, state: string): readonly string[] {
  let project: string | undefined;
  let noEmit: boolean | undefined;
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!.toLowerCase();
    const value = args[at + 1];
    if (word === "-p" || word === "--project") {
      if (value === undefined) return [];
      project = value;
      at++;
    } else if (FLAGS.has(word)) {
      const off = value === "false";
      if (word === "--noemit") noEmit = !off;
      if (off || value === "true") at++;
    } else return [];
  }
  const writes = readWrites(configOf(project, cwd));
  if (writes === undefined || writes.incremental || !(noEmit ?? writes.noEmit)) return [];
  return ["--incremental", "--tsBuildInfoFile", state];
}

function configOf(project: string | undefined, cwd: string): string {
  const path = resolve(cwd, project ?? ".");
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, "tsconfig.json") : path;
}
