import type { Problem, Result } from "@sixty/model";
import { boundTokens, errorDocument, renderProblem } from "@sixty/report";
import { boundText } from "./bound-text.ts";
import { Exit, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import { lookOf } from "./look.ts";
import type { Globals, Outcome } from "./spec.ts";

/** Problems that leave a question open instead of failing. */
const open = new Set(["NOTHING_MEASURED"]);

/** Prints a command's answer: with `--json` one document on stdout, else text; problems and warnings on stderr. */
export function finish(result: Result<Outcome>, io: Io, globals: Globals): ExitCode {
  const stderr = lookOf(io, "stderr");
  if (!result.ok) {
    if (globals.json) io.stdout.write(`${JSON.stringify(errorDocument(result.error))}\n`);
    else io.stderr.write(`${renderProblem(result.error, stderr)}\n`);
    return open.has(result.error.code) ? Exit.unknown : Exit.failed;
  }
  const { exit, text, document, warnings = [] } = result.value;
  if (!globals.quiet)
    for (const warning of distinct(warnings))
      io.stderr.write(`${renderProblem(warning, stderr, "warning")}\n`);
  if (document === undefined) return exit;
  if (globals.json) {
    const bounded = globals.maxTokens === undefined ? document : boundTokens(document, globals.maxTokens);
    io.stdout.write(`${JSON.stringify(bounded)}\n`);
  } else {
    const whole = text(lookOf(io, "stdout"));
    const bounded = globals.maxTokens === undefined ? whole : boundText(whole, globals.maxTokens);
    if (bounded !== "") io.stdout.write(`${bounded.replace(/\n$/, "")}\n`);
  }
  return exit;
}

function distinct(warnings: readonly Problem[]): readonly Problem[] {
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}
