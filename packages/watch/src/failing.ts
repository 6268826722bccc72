import { posix } from "node:path";
import type { Failure } from "./runner.ts";

/** What package managers and task runners say around a script. */
const AROUND =
  /^(?:npm (?:warn|error|ERR!|notice)\b|> |\s*(?:ELIFECYCLE|ERR_PNPM\w*| WARN )|error Command failed|info Visit|\$ )/i;
/** `src/a.ts(3,5): error TS2304: …` and `src/a.ts:3:5 - error TS2304: …`, also without a code of TypeScript. */
const DIAGNOSTIC =
  /^(?<file>[^\s():][^():]*?)(?:\((?<line>\d+),\d+\)|:(?<also>\d+):\d+)(?::| -) error (?<code>[A-Z]+\d+)?:? ?(?<message>.*)$/;
const MOST = 20;

export interface FailingPart {
  readonly output: string;
  readonly failures: readonly Failure[];
}

/**
 * What of a failed command's output tells why.
 *
 * @param folder where it ran, workspace-relative: the paths that it prints start there
 */
export function failingPart(tail: string, folder: string): FailingPart {
  const lines = tail.split("\n").filter((line) => !AROUND.test(line));
  const failures = lines.flatMap((line) => diagnostic(line, folder) ?? []);
  return {
    output: lines
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    failures: failures.slice(0, MOST),
  };
}

function diagnostic(line: string, folder: string): Failure | undefined {
  const { file, line: at, also, code, message = "" } = DIAGNOSTIC.exec(line)?.groups ?? {};
  if (file === undefined) return undefined;
  return {
    file: posix.join(folder, file),
    line: Number(at ?? also),
    ...(code === undefined ? {} : { name: code }),
    message,
  };
}
