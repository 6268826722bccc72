import { fail, type Problem, type Result } from "@sixty/model";
import { commands } from "./commands/index.ts";
import { Exit, type ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";
import { parse } from "./parse.ts";
import type { Outcome } from "./spec.ts";

/**
 * Runs one command line and prints its answer.
 *
 * @returns the exit code: 0 holds, 1 breached, 2 bad usage, bad input or a tool that failed, 3 cannot tell
 */
export async function run(io: Io): Promise<ExitCode> {
  const parsed = await parse(commands, io);
  if (parsed.kind === "text") {
    io.stdout.write(parsed.text);
    return Exit.holds;
  }
  const { finish } = await import("./finish.ts");
  return finish(await answer(parsed.call), io, parsed.globals);
}

async function answer(call: () => Promise<Result<Outcome>>): Promise<Result<Outcome>> {
  try {
    return await call();
  } catch (error) {
    return fail(bug(error));
  }
}

function bug(error: unknown): Problem {
  return {
    code: "INTERNAL",
    what: `sixty itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    fix: "This is a bug. Please report it with the text above.",
  };
}
