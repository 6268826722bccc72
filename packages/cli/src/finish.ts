import type { Problem, Result } from "@sixty/model";
import { Exit, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import type { Globals, Outcome } from "./spec.ts";

interface Where {
  readonly io: Io;
  readonly globals: Globals;
  /** Of the command; names the document's schema. */
  readonly name: string;
}

/** Prints a command's answer: with `--json` one document on stdout, else text; problems and warnings on stderr. */
export function finish(result: Result<Outcome>, { io, globals, name }: Where): ExitCode {
  if (!result.ok) {
    if (globals.json)
      io.stdout.write(`${JSON.stringify({ schema: `sixty.${name}/1`, error: result.error })}\n`);
    else io.stderr.write(`${problemText("error", result.error)}\n`);
    return Exit.failed;
  }
  const { exit, text, document, warnings = [] } = result.value;
  if (!globals.quiet) for (const warning of warnings) io.stderr.write(`${problemText("warning", warning)}\n`);
  if (globals.json) io.stdout.write(`${JSON.stringify(document)}\n`);
  else if (text !== "") io.stdout.write(`${text}\n`);
  return exit;
}

/** `error CODE: what (where)` and, below it, what to do. */
function problemText(level: "error" | "warning", { code, what, where, fix }: Problem): string {
  const place = where === undefined ? "" : ` (${where})`;
  return `${level} ${code}: ${what}${place}${fix === undefined ? "" : `\n  → ${fix}`}`;
}
