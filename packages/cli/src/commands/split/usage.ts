import type { Problem } from "@sixty/model";
import type { SplitOptions } from "./command.ts";

/** Options and arguments that do not go together. */
export function splitMistake(args: readonly string[], options: SplitOptions): Problem | undefined {
  const { apply, undo, resume, keepGoing, verify, yes } = options;
  if (args.length === 0 && !undo && !resume) return mistake("Missing required argument 'package'");
  if (undo && (apply || resume)) return mistake("--undo goes with neither --apply nor --resume");
  if (args.length > 0 && (undo || resume))
    return mistake(`--${undo ? "undo" : "resume"} takes no package: it is of the last split`);
  if ((keepGoing || verify === false) && !apply && !resume)
    return mistake(`--${keepGoing ? "keep-going" : "no-verify"} goes with --apply`);
  if (verify === false && !yes)
    return {
      ...mistake("--no-verify keeps a split that may not build or pass its tests"),
      fix: "Add --yes if that is what you want.",
    };
  return undefined;
}

function mistake(what: string): Problem {
  return { code: "BAD_USAGE", what, fix: "See `sixty split --help`." };
}
