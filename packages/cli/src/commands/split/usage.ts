import type { Problem } from "@sixty/model";
import type { SplitOptions } from "./command.ts";

/** Options and arguments that do not go together. */
export function splitMistake(args: readonly string[], options: SplitOptions): Problem | undefined {
  const { apply, undo, resume, keepGoing, verify, yes, dropShims } = options;
  if (args.length === 0 && !undo && !resume) return mistake("Missing required argument 'package'");
  if (undo && (apply || resume)) return mistake("--undo goes with neither --apply nor --resume");
  if (dropShims && (apply || undo || resume || keepGoing || options.plan !== undefined))
    return mistake("--drop-shims goes with none of --apply, --plan, --keep-going, --undo and --resume");
  if (args.length > 0 && (undo || resume))
    return mistake(`--${undo ? "undo" : "resume"} takes no package: it is of the last split`);
  if ((keepGoing || verify === false) && !apply && !resume && !(dropShims && !keepGoing))
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
