import { PARSED } from "../parsed.ts";
import { FRESH } from "./child/fresh.ts";
import { RUN } from "./child/run.ts";
import { TRACES } from "./child/traces.ts";

/**
 * Runs the workspace's own tsdown, again and again in one process, by the file that its command starts. Plain
 * JavaScript for whatever Node the workspace has.
 *
 * What a new process would do must be what this one does. So each build has the folder, words, environment and exit
 * status of its own, and loads every module anew: tsdown, its plugins, the configuration and all that these import.
 * Only the native bundler and TypeScript stay, and of the latter the declaration files that it has parsed. A build is
 * over when nothing is left to do, as a command is; one that leaves something behind ends with the process.
 */
export const TSDOWN_CHILD = [
  String.raw`import fs from "node:fs";
import module, { createRequire } from "node:module";
import path from "node:path";
import { ChildProcess } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect } from "node:util";

process.on("disconnect", () => {
  try { process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL"); } catch {}
  process.exit(1);
});`,
  PARSED,
  FRESH,
  TRACES,
  RUN,
].join("\n");
