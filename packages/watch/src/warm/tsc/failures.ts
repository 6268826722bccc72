import { posix, relative, sep } from "node:path";
import type { Failure } from "../../runner.ts";

/** Failures that are told of one run; the rest is in the output. */
const MOST = 20;
const PLAIN = /^(?<file>[^\s(][^(\n]*)\((?<line>\d+),\d+\): error (?<code>TS\d+): (?<message>.+)$/;
const PRETTY = /^(?<file>\S[^\n:]*):(?<line>\d+):\d+ - error (?<code>TS\d+): (?<message>.+)$/;

/**
 * Errors that the TypeScript compiler wrote, whoever started it.
 *
 * @param cwd absolute; paths in the output are relative to it
 */
export function typeErrors(output: string, root: string, cwd: string): readonly Failure[] {
  const folder = relative(root, cwd).split(sep).join("/");
  const failures = output.split("\n").flatMap((text): Failure[] => {
    const { file, line, code, message } = (PLAIN.exec(text) ?? PRETTY.exec(text))?.groups ?? {};
    if (file === undefined) return [];
    return [{ file: posix.join(folder, file), line: Number(line), name: code!, message: message! }];
  });
  return failures.slice(0, MOST);
}
