import type { Readable } from "node:stream";

/**
 * Runs a command and then prints the CPU time of all that it started, on file descriptor 3.
 * The command comes as arguments, so nothing in it is read by the shell.
 */
const TIMED = '"$@" 3>&-; code=$?; times >&3; exit $code';

/**
 * Wraps a command so that its CPU time is told: POSIX `times` of a shell counts the command and every
 * descendant that its parent waited for, user and system, in steps of 10 ms or finer. A process that
 * outlives its parent is not counted, nor is what a build server (a daemon started before) does for the task.
 * Costs about a millisecond.
 */
export function timed(file: string, args: readonly string[]): [string, string[]] {
  return ["/bin/sh", ["-c", TIMED, "sh", file, ...args]];
}

/** Milliseconds from the second line of `times`; undefined when the shell was killed before it could tell. */
export async function readTimes(stream: Readable): Promise<number | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const [, children] = Buffer.concat(chunks).toString("utf8").trim().split("\n");
  const [user, system] = (children ?? "").trim().split(/\s+/).map(milliseconds);
  return user === undefined || system === undefined ? undefined : Math.round(user + system);
}

/** `1m2.345s`; some locales write a comma. */
function milliseconds(text: string): number | undefined {
  const [, minutes, seconds] = /^(\d+)m(\d+(?:[.,]\d+)?)s$/.exec(text) ?? [];
  if (minutes === undefined || seconds === undefined) return undefined;
  return Number(minutes) * 60_000 + Number(seconds.replace(",", ".")) * 1000;
}
