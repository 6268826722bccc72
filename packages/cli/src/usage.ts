import type { Problem } from "@sixty/model";
import type { CommanderError } from "commander";

/** A mistake in the arguments as a problem: what, and the nearest thing that exists. */
export function usageProblem(error: CommanderError, command: string): Problem {
  const [first = "", second] = error.message.replace(/^error: /, "").split("\n");
  const help = command === "sixty" ? "sixty --help" : `sixty ${command} --help`;
  const suggestion = second?.replace(/^\(|\)$/g, "").trim();
  return {
    code: "BAD_USAGE",
    what: error.code === "commander.help" ? "No command was given" : capital(first.replace(/\.$/, "")),
    fix: suggestion ? `${suggestion} Or see \`${help}\`.` : `See \`${help}\`.`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
