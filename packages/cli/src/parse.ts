import { resolve } from "node:path";
import { fail, type Result } from "@sixty/model";
import { CommanderError } from "commander";
import type { Io } from "./io.ts";
import { buildProgram } from "./program.ts";
import type { Call, CommandSpec, Globals, Outcome } from "./spec.ts";
import { usageProblem } from "./usage.ts";

/** A text to print and be done (help, version), or a command to run. */
export type Parsed =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "call";
      readonly globals: Globals;
      readonly call: () => Promise<Result<Outcome>>;
    };

/** Reads the arguments. A mistake in them is a call that fails with `BAD_USAGE`, so that it is printed like any failure. */
export async function parse(specs: readonly CommandSpec[], io: Io): Promise<Parsed> {
  let chosen: Parsed | undefined;
  let text = "";
  const program = buildProgram(specs, {
    write: (piece) => {
      text += piece;
    },
    chosen: (spec, args, options, given) => {
      const globals = globalsOf(given, io);
      const call: Call = { io, globals, args, options: <T extends object>() => options as T };
      chosen = { kind: "call", globals, call: async () => (await spec.load!()).action(call) };
    },
  });
  try {
    await program.parseAsync([...io.argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "text", text };
    return refused(error, specs, io);
  }
  return chosen ?? { kind: "text", text };
}

function refused(error: CommanderError, specs: readonly CommandSpec[], io: Io): Parsed {
  const name = specs.find((spec) => io.argv.includes(spec.name))?.name ?? "sixty";
  const globals = {
    json: io.argv.includes("--json"),
    quiet: io.argv.includes("--quiet"),
    cwd: io.cwd,
  };
  return { kind: "call", globals, call: async () => fail(usageProblem(error, name)) };
}

function globalsOf(
  given: { json?: boolean; quiet?: boolean; cwd?: string; maxTokens?: number },
  io: Io,
): Globals {
  return {
    json: given.json === true,
    quiet: given.quiet === true,
    cwd: resolve(io.cwd, given.cwd ?? "."),
    ...(given.maxTokens === undefined ? {} : { maxTokens: given.maxTokens }),
  };
}
