import { Command, Option } from "commander";
import { readers } from "./readers.ts";
import type { CommandSpec, OptionSpec } from "./spec.ts";
import { version } from "./version.ts";

export interface Hooks {
  /** Help and version text. */
  readonly write: (text: string) => void;
  /** A command was recognised. `options` are its own, `globals` those of every command. */
  readonly chosen: (spec: CommandSpec, args: readonly string[], options: object, globals: object) => void;
}

/** The parser for these commands. It prints nothing and ends nothing: mistakes are thrown as `CommanderError`. */
export function buildProgram(specs: readonly CommandSpec[], hooks: Hooks): Command {
  const program = new Command("sixty")
    .description("Keeps the edit → build → test loop of a TypeScript monorepo under one minute.")
    .version(version, "-V, --version")
    .option("--json", "print one JSON document and nothing else")
    .option("--cwd <dir>", "work there instead of here")
    .addOption(optionOf({ flags: "--max-tokens <n>", summary: "bound the output", reads: "integer" }))
    .option("--quiet", "no progress, no warnings")
    .helpCommand(false)
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true });
  silence(program, hooks);
  for (const spec of specs) program.addCommand(build(spec, hooks));
  program.addHelpText("after", "\nExit codes: 0 holds, 1 breached, 2 bad usage or input, 3 cannot tell.");
  return program;
}

function build(spec: CommandSpec, hooks: Hooks): Command {
  const command = new Command(spec.name)
    .summary(spec.summary)
    .description(spec.summary)
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true });
  silence(command, hooks);
  for (const argument of spec.arguments ?? []) command.argument(argument.usage, argument.summary);
  for (const option of spec.options ?? []) command.addOption(optionOf(option));
  if (spec.examples)
    command.addHelpText("after", `\nExamples:\n${spec.examples.map((e) => `  ${e}`).join("\n")}`);
  for (const below of spec.commands ?? []) command.addCommand(build(below, hooks));
  if (spec.load)
    command.action(() => {
      const globals = command.optsWithGlobals();
      hooks.chosen(spec, command.args, command.opts(), globals);
    });
  return command;
}

function silence(command: Command, hooks: Hooks): void {
  command.exitOverride().configureOutput({
    writeOut: hooks.write,
    writeErr: () => {},
    outputError: () => {},
    getOutHelpWidth: () => 100,
  });
}

function optionOf(spec: OptionSpec): Option {
  const option = new Option(spec.flags, spec.summary);
  if (spec.choices) option.choices([...spec.choices]);
  if (spec.reads) option.argParser<unknown>(readers[spec.reads]);
  if (spec.required) option.makeOptionMandatory();
  return option;
}
