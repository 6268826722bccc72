import type { Problem, Result } from "@sixty/model";
import type { Look } from "@sixty/report";
import type { ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";

/** A command as it is declared: all that help and parsing need, and where its action is. */
export interface CommandSpec {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** `<package>`, `[package...]`. */
  readonly arguments?: readonly { readonly usage: string; readonly summary: string }[];
  readonly options?: readonly OptionSpec[];
  /** Command lines that a reader can copy. */
  readonly examples?: readonly string[];
  /** Commands below this one; it has no action of its own then. */
  readonly commands?: readonly CommandSpec[];
  /** Loaded when the command runs, so that help loads nothing. */
  readonly load?: () => Promise<{ readonly action: Action }>;
}

export interface OptionSpec {
  /** `--runs <n>`; a `...` inside takes several values. */
  readonly flags: string;
  readonly summary: string;
  readonly reads?: "integer" | "duration" | "date";
  readonly choices?: readonly string[];
  readonly required?: boolean;
}

export type Action = (call: Call) => Promise<Result<Outcome>>;

/** One call of a command. */
export interface Call {
  readonly io: Io;
  readonly globals: Globals;
  readonly args: readonly string[];
  /** The command's own options, named as commander names them; the caller states their type. */
  readonly options: <T extends object>() => T;
}

/** Options that every command has. */
export interface Globals {
  readonly json: boolean;
  readonly quiet: boolean;
  /** Absolute. */
  readonly cwd: string;
  /** Bound of the output, in tokens of a language model. */
  readonly maxTokens?: number;
}

/** What a command has to say when it worked. */
export interface Outcome {
  readonly exit: ExitCode;
  /** For people. */
  readonly text: (look: Look) => string;
  /** For programs: starts with `schema`. Absent when all was printed as it happened. */
  readonly document?: object;
  /** Printed to stderr, and nowhere else. */
  readonly warnings?: readonly Problem[];
}
