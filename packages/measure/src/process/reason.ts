import { constants } from "node:os";
import type { Ending } from "./run.ts";

/** Signals that end a program often enough for a status of 128 and more to mean them. */
const NAMED = [
  "SIGHUP",
  "SIGINT",
  "SIGQUIT",
  "SIGILL",
  "SIGABRT",
  "SIGBUS",
  "SIGFPE",
  "SIGKILL",
  "SIGSEGV",
  "SIGPIPE",
  "SIGTERM",
] as const;

/** Why a task failed, as a code for its record; undefined when it did not. */
export function reasonOf(ending: Ending): string | undefined {
  switch (ending.type) {
    case "exit":
      return ending.code === 0 ? undefined : (signalOf(ending.code) ?? `EXIT_${ending.code}`);
    case "signal":
      return ending.signal;
    case "timeout":
      return "TIMEOUT";
    case "aborted":
      return "ABORTED";
    case "spawn":
      return `SPAWN_${ending.code}`;
  }
}

/** Shells tell the signal that killed a program by a status of 128 + its number. */
function signalOf(code: number): string | undefined {
  return NAMED.find((name) => constants.signals[name] === code - 128);
}
